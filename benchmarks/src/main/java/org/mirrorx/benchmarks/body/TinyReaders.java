package org.mirrorx.benchmarks.body;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mirrorx.models.forge.DensePoseSizes;
import org.mirrorx.models.forge.SegformerSizes;
import org.mirrorx.models.forge.SyntheticReaders;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;
import org.mirrorx.models.store.PackNetworks;

/**
 * Writes what a download of all networks that read bodies would hold, a sixteenth as wide and random: to try packs without the published
 * files. What they see means nothing. Argument: FOLDER.
 */
public final class TinyReaders {
    private static final int DIVISOR = 16;

    private TinyReaders() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (SyntheticReaders.Reader reader : SyntheticReaders.Reader.values()) {
            Path own = Files.createDirectories(folder.resolve(
                    reader.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')));
            SyntheticReaders.write(reader, DIVISOR, own.resolve("random.safetensors"));
            switch (reader) {
                case OPENPOSE -> {}
                case DENSEPOSE ->
                    Files.writeString(
                            own.resolve("sizes.json"),
                            // Everybody is a person: random numbers are never sure.
                            new DensePoseSizes(384, 512, 320, 533, List.of(32, 64, 128, 256, 512), 200, 200, 0.0, 28)
                                    .json());
                case FASHN_PARSER -> Files.writeString(own.resolve("config.json"), SegformerSizes.PUBLISHED.json());
            }
        }
        Path parsing = Files.createDirectories(folder.resolve("humanparsing"));
        write(StandInParser.of(512, 18, DIVISOR), parsing.resolve(PackNetworks.ATR));
        write(StandInParser.of(473, 20, DIVISOR), parsing.resolve(PackNetworks.LIP));
        System.out.println("Random networks for readers of bodies: " + folder);
    }

    /** In one file, as the parsers are published. */
    private static void write(Graph graph, Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Files.write(file, OnnxFile.write(graph, arena).toArray(ValueLayout.JAVA_BYTE));
        }
    }
}
