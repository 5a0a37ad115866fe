package org.mirrorx.kiosk.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.mirrorx.inference.garment.LandmarkFile;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.PictureHeader;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Sha256;

/**
 * Takes picture files into the store, several at a time: reads, decodes every one whole (a picture that cannot be shown must be known
 * now, not when a shopper chooses it), and keeps its bytes. Memory stays bounded: as many pictures as processors are in work, and only
 * one of them may be large.
 */
final class PictureIntake implements AutoCloseable {
    /** Pixels from which a picture waits for its turn alone; photographs of shops have 1 to 6 million. */
    private static final int LARGE = 8_000_000;
    /** Results remembered, so that sizes that share a picture do not decode it again. */
    private static final int REMEMBERED = 256;

    /** What became of a file. */
    sealed interface Taken {
        record Kept(GarmentPicture picture) implements Taken {}

        /** @param sentence why not, and what to do */
        record Refused(String sentence) implements Taken {}
    }

    private final Pictures pictures;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));
    private final Semaphore largeOne = new Semaphore(1);
    private final Map<Path, CompletableFuture<Taken>> recent = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, CompletableFuture<Taken>> eldest) {
            return size() > REMEMBERED;
        }
    };

    PictureIntake(Pictures pictures) {
        this.pictures = pictures;
    }

    /** Begins to take a file; called by one thread. */
    CompletableFuture<Taken> take(Path file) {
        return recent.computeIfAbsent(file, f -> CompletableFuture.supplyAsync(() -> taken(f), threads));
    }

    private Taken taken(Path file) {
        places.acquireUninterruptibly();
        try {
            byte[] bytes = Decode.read(file);
            PictureHeader header = Decode.header(bytes, PictureFolder.name(file));
            boolean large = (long) header.width() * header.height() > LARGE;
            if (large) {
                largeOne.acquireUninterruptibly();
            }
            try (Arena arena = Arena.ofConfined()) {
                Decode.bytes(arena, bytes, PictureFolder.name(file));
            } finally {
                if (large) {
                    largeOne.release();
                }
            }
            String sha256 = Sha256.of(bytes);
            pictures.keep(sha256, header.format(), bytes);
            return new Taken.Kept(new GarmentPicture(sha256, header.format(), landmarks(file)));
        } catch (Refusal refusal) {
            return new Taken.Refused(String.valueOf(refusal.getMessage()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } finally {
            places.release();
        }
    }

    private static Optional<String> landmarks(Path picture) throws IOException {
        Path file = PictureFolder.landmarksOf(picture);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LandmarkFile.LONGEST) {
            throw new Refusal(PictureFolder.name(file) + " is larger than " + (LandmarkFile.LONGEST >> 10)
                    + " KB; it cannot be a landmark file.");
        }
        return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        threads.close();
    }
}
