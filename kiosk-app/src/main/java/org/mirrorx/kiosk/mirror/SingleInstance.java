package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.mirrorx.models.Refusal;

/** Holds the lock by which a second mirror on the same shop's folder knows that one runs. The system lets go of it when the process ends, however. */
final class SingleInstance implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private SingleInstance(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock.
     *
     * @throws Refusal when another mirror has it, or the folder cannot be written
     */
    static SingleInstance of(Path folder) {
        Path file = folder.resolve("mirror.lock");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new Refusal("A mirror runs already with the folder " + folder
                        + "; end it first, or set MIRRORX_HOME to another folder.");
            }
            return new SingleInstance(channel, lock);
        } catch (IOException fault) {
            throw new Refusal("The folder " + folder + " cannot be written: " + fault.getMessage() + ".", fault);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException same) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException gone) {
            // the process ends; the system lets go of it
        }
    }
}
