package org.mirrorx.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Check sums by which files are known: SHA-256 (FIPS 180-4) as 64 small hexadecimal digits. */
public final class Sha256 {
    private Sha256() {}

    /** What is read of a file at once. */
    private static final int CHUNK = 1 << 20;

    /**
     * The check sum of a file, read once from begin to end.
     *
     * @param read is told how many bytes were read since it was last told
     * @throws IOException when it cannot be read
     */
    public static String of(Path file, LongConsumer read) throws IOException {
        MessageDigest digest = digest();
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int bytes = channel.read(chunk); bytes >= 0; bytes = channel.read(chunk)) {
                digest.update(chunk.flip());
                chunk.clear();
                read.accept(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The check sum of all parts, one after the other without anything between. */
    public static String of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
