package org.mirrorx.models.forge;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Mutations;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.golden.SharedData;

/** CodeFormer and ParseNet take the published names and shapes, and nothing else. */
final class FaceNetworksTest {
    private static final long SEED = 20_261_127L;
    /** The build takes a sample. */
    private static final int ROUNDS = Integer.getInteger("mirrorx.fuzzRounds", 100);

    /** A record of the zip archive stands at its end, names and shapes at its beginning. */
    private static final int HOT_BYTES = 60_000;

    /** A recorded checkpoint has one; each of its tensors may be copied once where its numbers do not lie row by row. */
    private static final long MOST_BYTES = 20_000_000;

    @TempDir
    Path folder;

    @Test
    void codeFormerTakesEveryPublishedTensorAndNoOther() throws IOException {
        everyPublishedTensorAndNoOther(
                PublishedFaceNetworks.codeFormer(),
                515,
                tensors -> CodeFormer.forge(tensors, CodeFormerSizes.PUBLISHED));
    }

    @Test
    void parseNetTakesEveryPublishedTensorAndNoOther() throws IOException {
        everyPublishedTensorAndNoOther(
                PublishedFaceNetworks.parseNet(), 238, tensors -> ParseNet.forge(tensors, ParseNet.SIDE));
    }

    private static void everyPublishedTensorAndNoOther(
            SequencedMap<String, Shape> published, int count, Consumer<Tensors> forge) {
        assertEquals(count, published.size());
        assertDoesNotThrow(() -> with(published, forge));
        for (var entry : published.entrySet()) {
            String name = entry.getKey();
            if (name.endsWith(".num_batches_tracked")) {
                continue;
            }
            SequencedMap<String, Shape> changed = new LinkedHashMap<>(published);
            changed.remove(name);
            refused(changed, forge, name);
            Shape shape = entry.getValue();
            int last = shape.rank() - 1;
            changed.put(name, shape.with(last, shape.side(last) + 1));
            refused(changed, forge, name);
            changed.put(name, Shape.of(1, 1, 1, 1, 1));
            refused(changed, forge, name);
        }
        SequencedMap<String, Shape> more = new LinkedHashMap<>(published);
        more.put("discriminator.weight", Shape.of(1));
        refused(more, forge, "discriminator");
    }

    private static void refused(SequencedMap<String, Shape> shapes, Consumer<Tensors> forge, String what) {
        Refusal refusal = assertThrows(Refusal.class, () -> with(shapes, forge), what);
        String sentence = String.valueOf(refusal.getMessage());
        assertTrue(sentence.endsWith(".") && sentence.lines().count() == 1, sentence);
        assertTrue(sentence.contains("published names"), sentence);
    }

    private static void with(SequencedMap<String, Shape> shapes, Consumer<Tensors> forge) {
        try (Arena arena = Arena.ofConfined()) {
            forge.accept(PublishedFaceNetworks.zeros(shapes, arena));
        }
    }

    @Test
    void otherDictionariesBesideTheTensorsAreNotLookedAt() throws IOException {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        PublishedFaceNetworks.codeFormer()
                .forEach((name, shape) -> shapes.put(CodeFormer.DICTIONARY + "/" + name, shape));
        shapes.put("params/encoder.blocks.0.weight", Shape.of(1));
        assertDoesNotThrow(() -> with(
                shapes, tensors -> CodeFormer.forge(tensors.below(CodeFormer.DICTIONARY), CodeFormerSizes.PUBLISHED)));
    }

    @Test
    void sizesThatDoNotGoWithTheFileAreRefused() throws IOException {
        SequencedMap<String, Shape> codeFormer = PublishedFaceNetworks.codeFormer();
        var published = CodeFormerSizes.PUBLISHED;
        for (CodeFormerSizes wrong : List.of(
                new CodeFormerSizes(48, published.heads(), published.connected()),
                new CodeFormerSizes(published.normGroups(), 7, published.connected()),
                new CodeFormerSizes(published.normGroups(), published.heads(), List.of(32, 100)),
                new CodeFormerSizes(published.normGroups(), published.heads(), List.of(32, 64, 128)))) {
            refused(codeFormer, tensors -> CodeFormer.forge(tensors, wrong), wrong.toString());
        }
        SequencedMap<String, Shape> parseNet = PublishedFaceNetworks.parseNet();
        for (int side : new int[] {16, 500}) {
            refused(parseNet, tensors -> ParseNet.forge(tensors, side), "side " + side);
        }
    }

    @Test
    void aDamagedCodeFormerIsForgedOrRefusedInOneSentence() throws IOException {
        damage(
                "codeformer/levels4_size128/codeformer.pth",
                tensors -> CodeFormer.forge(
                        tensors.below(CodeFormer.DICTIONARY), new CodeFormerSizes(4, 6, List.of(32, 64))));
    }

    @Test
    void aDamagedParseNetIsForgedOrRefusedInOneSentence() throws IOException {
        damage("parsenet/size64/parsing_parsenet.pth", tensors -> ParseNet.forge(tensors, 64));
        damage("parsenet/size64_legacy_file/parsing_parsenet.pth", tensors -> ParseNet.forge(tensors, 64));
    }

    private void damage(String recorded, Consumer<Tensors> forge) throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.GOLDEN.resolve(recorded));
        // First the healthy file: what the program's own classes take when they are loaded is not the file's hunger.
        try (Arena arena = Arena.ofConfined()) {
            forge.accept(Checkpoint.open(SharedData.GOLDEN.resolve(recorded), arena));
        }
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path file = folder.resolve("damaged" + round + ".pth");
            Files.write(file, Mutations.of(whole, new Random(SEED + round), HOT_BYTES));
            String seed = recorded + ", seed " + SEED + ", round " + round;
            boolean accepted = Mutations.accepts(file.toString(), seed, MOST_BYTES, () -> {
                try (Arena arena = Arena.ofConfined()) {
                    forge.accept(Checkpoint.open(file, arena));
                }
            });
            refused += accepted ? 0 : 1;
            Files.delete(file);
        }
        assertTrue(refused > ROUNDS / 20, "only " + refused + " of " + ROUNDS + " damaged files were refused");
    }
}
