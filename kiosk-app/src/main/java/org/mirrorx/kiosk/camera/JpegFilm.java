package org.mirrorx.kiosk.camera;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * A film of JPEGs one after the other, in a file of their own or inside a container: pictures are found by their markers. Over and over.
 * A picture's size is read from its header before it is decoded; one that is too large or damaged is left out.
 */
final class JpegFilm implements FrameSource {
    private static final int MARKER = 0xff;
    private static final int START = 0xd8;
    private static final int SCAN = 0xda;
    private static final int END = 0xd9;

    /** A frame of a film is no larger than this a side. */
    private static final int LONGEST_SIDE = 4096;

    private final String name;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment film;
    private final double rate;
    private final MatOfByte packed = new MatOfByte();
    private long at;
    private long nextAt;
    private long number;
    private boolean closed;

    private JpegFilm(String name, FileChannel file, double rate) throws IOException {
        this.name = name;
        this.rate = rate;
        film = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
    }

    static JpegFilm open(Path file, double rate) {
        Natives.load();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            JpegFilm film = new JpegFilm(file.toString(), channel, rate);
            if (film.next(0).length() == 0) {
                film.close();
                throw new Refusal("The film " + file + " holds no JPEG picture.");
            }
            return film;
        } catch (IOException fault) {
            throw new Refusal("The film " + file + " cannot be read: " + fault.getMessage() + ".", fault);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean read(Mat into) {
        nextAt = ReplayCamera.pace(nextAt, rate);
        boolean turned = false;
        while (!closed) {
            Span span = next(at);
            if (span.length() == 0) {
                if (turned) {
                    return false;
                }
                at = 0;
                turned = true;
                continue;
            }
            at = span.from() + span.length();
            if (decode(span, into)) {
                ReplayCamera.stamp(number++, into);
                return true;
            }
        }
        return false;
    }

    private boolean decode(Span span, Mat into) {
        byte[] jpeg = film.asSlice(span.from(), span.length()).toArray(ValueLayout.JAVA_BYTE);
        if (!fits(jpeg)) {
            return false;
        }
        packed.fromArray(jpeg);
        Arrays.fill(jpeg, (byte) 0);
        Mat decoded = Imgcodecs.imdecode(packed, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
        boolean good = !decoded.empty();
        if (good) {
            if (!into.size().equals(decoded.size())) {
                Workspace.wipe(into);
            }
            decoded.copyTo(into);
        }
        Workspace.wipe(decoded);
        return good;
    }

    /** Whether the size in the picture's header is one a camera may have. */
    private static boolean fits(byte[] jpeg) {
        int i = 2;
        while (i + 9 < jpeg.length && (jpeg[i] & 0xff) == MARKER) {
            int kind = jpeg[i + 1] & 0xff;
            int length = (jpeg[i + 2] & 0xff) << 8 | jpeg[i + 3] & 0xff;
            if (kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc) {
                int height = (jpeg[i + 5] & 0xff) << 8 | jpeg[i + 6] & 0xff;
                int width = (jpeg[i + 7] & 0xff) << 8 | jpeg[i + 8] & 0xff;
                return height > 0 && width > 0 && height <= LONGEST_SIDE && width <= LONGEST_SIDE;
            }
            if (kind == SCAN || length < 2) {
                return false;
            }
            i += 2 + length;
        }
        return false;
    }

    private record Span(long from, long length) {}

    /** The next picture from a place on; length 0 when there is none. */
    private Span next(long from) {
        for (long start = marker(from, START); start >= 0; start = marker(start + 2, START)) {
            long end = end(start);
            if (end >= 0 && end - start <= Decode.MOST_BYTES) {
                return new Span(start, end - start);
            }
        }
        return new Span(0, 0);
    }

    /** Where the picture that starts here ends; −1 when it does not. Segments are stepped over: a thumbnail in one has markers of its own. */
    private long end(long start) {
        long i = start + 2;
        while (i + 4 <= film.byteSize() && at(i) == MARKER) {
            if (at(i + 1) == SCAN) {
                long end = marker(i, END);
                return end < 0 ? -1 : end + 2;
            }
            i += 2 + (at(i + 2) << 8 | at(i + 3));
        }
        return -1;
    }

    private long marker(long from, int kind) {
        for (long i = Math.max(0, from); i + 1 < film.byteSize(); i++) {
            if (at(i) == MARKER && at(i + 1) == kind) {
                return i;
            }
        }
        return -1;
    }

    private int at(long i) {
        return film.get(ValueLayout.JAVA_BYTE, i) & 0xff;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Workspace.wipe(packed);
            arena.close();
        }
    }
}
