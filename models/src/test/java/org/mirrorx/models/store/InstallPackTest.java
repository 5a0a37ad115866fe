package org.mirrorx.models.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.SegformerSizes;
import org.mirrorx.models.forge.SyntheticFashn;
import org.mirrorx.models.forge.SyntheticReaders;

final class InstallPackTest {
    private static final InstallPack.Wish FP16 = TinyDownload.wish(InstallPack.Width.FP16);
    private static final InstallPack.Wish FP32 = TinyDownload.wish(InstallPack.Width.FP32);

    @TempDir
    Path folder;

    private Path download;
    private PackStore store;

    @BeforeEach
    void download() throws IOException {
        download = TinyDownload.in(folder.resolve("download"));
        store = new PackStore(folder.resolve("packs"));
    }

    private Pack install(InstallPack.Wish wish) {
        return new InstallPack(store, onnx -> SelfCheck.Verdict.FINE)
                .install(download, wish, InstallProgress.SILENT)
                .packs()
                .getFirst();
    }

    private Set<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void aPackIsPlacedWithCheckSumsSizesAndOrigin() throws IOException {
        List<InstallProgress.Step> steps = new ArrayList<>();
        Pack pack = new InstallPack(store, onnx -> SelfCheck.Verdict.FINE)
                .install(download, FP16, (step, done, all) -> {
                    if (!steps.contains(step)) {
                        steps.add(step);
                    }
                    assertTrue(done <= all, step + ": " + done + " of " + all);
                })
                .packs()
                .getFirst();
        assertEquals(List.of(InstallProgress.Step.values()), steps);
        assertEquals(Optional.of(pack), store.find(PackKind.FASHN));
        assertEquals(Set.of("fashn.onnx", "fashn.onnx.data", "fashn-widened.onnx", "pack.json"), names(pack.folder()));
        assertEquals(List.of("fp16"), pack.settings());
        assertEquals(SyntheticFashn.TINY.json(), pack.sizes());
        assertEquals("model.safetensors", pack.sources().getFirst().name());
        assertEquals(Optional.of(false), pack.sources().getFirst().published());
        assertEquals(List.of(), store.verify(pack, InstallProgress.SILENT));
    }

    @Test
    void theSameFilesMakeTheSamePackAndReplaceTheOldOne() throws IOException {
        Pack first = install(FP16);
        Pack second = install(FP16);
        assertEquals(first.hash(), second.hash());
        assertNotEquals(first.hash(), install(FP32).hash());
        assertEquals(3, names(folder.resolve("packs")).size(), "the lock, one pack and which one counts");
    }

    @Test
    void aByteThatChangedIsFound() throws IOException {
        Pack pack = install(FP32);
        Path weights = pack.folder().resolve("fashn-widened.onnx.data");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertEquals(1, store.verify(pack, InstallProgress.SILENT).size());
        Files.write(weights, new byte[1]);
        assertIsSentence(assertThrows(Refusal.class, () -> store.find(PackKind.FASHN)));
        Files.writeString(pack.folder().resolve("pack.json"), "{\"files\":[{\"name\":\"../x\"}]}");
        assertIsSentence(assertThrows(Refusal.class, () -> store.find(PackKind.FASHN)));
        assertDoesNotThrow(() -> store.remove(PackKind.FASHN));
        assertEquals(Optional.empty(), store.find(PackKind.FASHN));
    }

    @Test
    void whatFailsLeavesTheOldPackAndNothingElse() throws IOException {
        Pack old = install(FP32);
        InstallPack failing = new InstallPack(store, onnx -> {
            throw new Refusal("The network does not run; take the published file.");
        });
        assertThrows(Refusal.class, () -> failing.install(download, FP16, InstallProgress.SILENT));
        assertEquals(Optional.of(old), store.find(PackKind.FASHN));
        assertEquals(3, names(folder.resolve("packs")).size());
    }

    @Test
    void oneInstallationAtATime() {
        InstallPack busy = new InstallPack(store, onnx -> {
            assertIsSentence(assertThrows(Refusal.class, () -> install(FP16)));
            return SelfCheck.Verdict.FINE;
        });
        busy.install(download, FP32, InstallProgress.SILENT);
    }

    @Test
    void aNetworkThatOutgrowsSixteenBitsKeepsOnlyItsWideArithmetic() {
        Pack pack = new InstallPack(
                        store,
                        onnx -> onnx.endsWith(PackNetworks.FASHN)
                                ? SelfCheck.Verdict.NOT_FINITE
                                : SelfCheck.Verdict.FINE)
                .install(download, FP16, InstallProgress.SILENT)
                .packs()
                .getFirst();
        assertEquals(Optional.empty(), pack.file(PackNetworks.FASHN));
        assertTrue(pack.file(PackNetworks.FASHN_WIDENED).isPresent());
        assertEquals(2, pack.settings().size());
        InstallPack broken = new InstallPack(store, onnx -> SelfCheck.Verdict.NOT_FINITE);
        assertIsSentence(assertThrows(Refusal.class, () -> broken.install(download, FP32, InstallProgress.SILENT)));
    }

    @Test
    void aLicenceThatForbidsCommercialUseAsksForConsent() {
        Licence licence = new Licence("CC BY-NC 4.0", "© Somebody", Licence.Use.NON_COMMERCIAL);
        Refusal refusal = assertThrows(Refusal.class, () -> InstallPack.requireAccepted("A pack", licence, FP16));
        assertTrue(String.valueOf(refusal.getMessage()).contains("--accept-non-commercial"));
        assertDoesNotThrow(() -> InstallPack.requireAccepted(
                "A pack",
                licence,
                new InstallPack.Wish(
                        Optional.empty(),
                        InstallPack.Width.FP16,
                        List.of(),
                        List.of(Licence.Use.COMMERCIAL, Licence.Use.NON_COMMERCIAL))));
    }

    @Test
    void aFolderWithoutACheckpointIsNoPackAndIsRefusedWhereOneIsWished() throws IOException {
        Files.delete(download.resolve("model.safetensors"));
        InstallPack install = new InstallPack(store, onnx -> SelfCheck.Verdict.FINE);
        assertEquals(
                List.of(),
                install.install(download, FP16, InstallProgress.SILENT).packs());
        InstallPack.Wish wish = new InstallPack.Wish(
                Optional.of(PackKind.FASHN), InstallPack.Width.FP16, List.of(), List.of(Licence.Use.COMMERCIAL));
        assertIsSentence(assertThrows(Refusal.class, () -> install.install(download, wish, InstallProgress.SILENT)));
    }

    @Test
    void aPointerThatAPowerCutEmptiedIsReplaced() throws IOException {
        install(FP32);
        Files.write(folder.resolve("packs").resolve("fashn.pack"), new byte[40]);
        assertIsSentence(assertThrows(Refusal.class, () -> store.find(PackKind.FASHN)));
        Pack fresh = install(FP32);
        assertEquals(Optional.of(fresh), store.find(PackKind.FASHN));
        assertEquals(3, names(folder.resolve("packs")).size());
    }

    @Test
    void numbersInSparseTensorsAndFunctionsAreLookedAtToo() throws IOException {
        byte[] outside = field(
                13,
                field(
                        1,
                        "location".getBytes(StandardCharsets.UTF_8),
                        field(2, "secret".getBytes(StandardCharsets.UTF_8))));
        for (byte[] model : List.of(
                field(7, field(15, field(1, outside))),
                wide(25, field(7, field(5, field(5, outside)))),
                field(7, field(1, field(5, field(10, outside)))))) {
            Files.write(download.resolve("yolox_l.onnx"), model);
            assertTrue(refused().contains("secret"));
        }
    }

    /** A field whose number needs two bytes. */
    private static byte[] wide(int number, byte[] contents) {
        byte[] whole = new byte[contents.length + 3];
        int tag = number << 3 | 2;
        whole[0] = (byte) (tag & 0x7F | 0x80);
        whole[1] = (byte) (tag >> 7);
        whole[2] = (byte) contents.length;
        System.arraycopy(contents, 0, whole, 3, contents.length);
        return whole;
    }

    @Test
    void filesOfOtherPeopleAreNoHindrance() throws IOException {
        Files.writeString(download.resolve("firmware.bin"), "no checkpoint");
        Files.writeString(download.resolve("another.safetensors"), "damaged");
        install(FP16);
    }

    @Test
    void hostileFilesAreRefusedInOneSentence() throws IOException {
        Path model = download.resolve("model.safetensors");
        byte[] good = Files.readAllBytes(model);
        Files.writeString(model, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n");
        assertTrue(refused().contains("pointer"));
        Path outside = Files.write(folder.resolve("outside.safetensors"), good);
        Files.delete(model);
        Files.createSymbolicLink(model, outside);
        assertTrue(refused().contains("link"));
        Files.delete(model);
        Files.write(model, good);
        Files.write(download.resolve("yolox_l.onnx"), withExternalData("../secret"));
        assertTrue(refused().contains("../secret"));
        Files.write(download.resolve("yolox_l.onnx"), "no model".getBytes(StandardCharsets.UTF_8));
        refused();
        assertFalse(Files.exists(folder.resolve("packs").resolve("fashn.pack")));
    }

    private String refused() {
        Refusal refusal = assertThrows(Refusal.class, () -> install(FP16));
        assertIsSentence(refusal);
        return String.valueOf(refusal.getMessage());
    }

    /** ModelProto { graph { initializer { external_data { key, value } data_location = EXTERNAL } } }. */
    private static byte[] withExternalData(String location) {
        byte[] entry = field(
                1, "location".getBytes(StandardCharsets.UTF_8), field(2, location.getBytes(StandardCharsets.UTF_8)));
        return field(7, field(5, field(13, entry)));
    }

    private static byte[] field(int number, byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (parts.length == 2) {
            bytes.writeBytes(field(number, parts[0]));
            bytes.writeBytes(parts[1]);
            return bytes.toByteArray();
        }
        bytes.write(number << 3 | 2);
        bytes.write(parts[0].length);
        bytes.writeBytes(parts[0]);
        return bytes.toByteArray();
    }

    @Test
    void aLoraIsMergedIntoTheLayersItNames() throws IOException {
        Path lora = folder.resolve("style.safetensors");
        int width = SyntheticFashn.TINY.hiddenSize();
        byte[] header = ("{\"single_blocks.0.linear2.lora_A.weight\":{\"dtype\":\"F32\",\"shape\":[1," + 5 * width
                        + "],\"data_offsets\":[0," + 20 * width + "]},"
                        + "\"single_blocks.0.linear2.lora_B.weight\":{\"dtype\":\"F32\",\"shape\":[" + width
                        + ",1],\"data_offsets\":[" + 20 * width + "," + 24 * width + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        var buffer = java.nio.ByteBuffer.allocate(8 + header.length + 24 * width)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header);
        for (int i = 0; i < 6 * width; i++) {
            buffer.putFloat(1);
        }
        Files.write(lora, buffer.array());
        try (Arena arena = Arena.ofConfined()) {
            Tensors base = SafeTensors.map(download.resolve("model.safetensors"), arena);
            Tensors merged = org.mirrorx.models.forge.MergeLora.into(base, SafeTensors.map(lora, arena), 0.5, arena);
            float[] before = base.get("single_blocks.0.linear2.weight").toFloats();
            float[] after = merged.get("single_blocks.0.linear2.weight").toFloats();
            for (int i = 0; i < before.length; i++) {
                assertEquals(before[i] + 0.5f, after[i], 1e-6f);
            }
        }
        InstallPack.Wish wish = new InstallPack.Wish(
                Optional.empty(),
                InstallPack.Width.FP32,
                List.of(new InstallPack.Lora(lora, 0.5)),
                List.of(Licence.Use.COMMERCIAL));
        Pack pack = install(wish);
        assertEquals(List.of("fp32", "lora style.safetensors:0.5"), pack.settings());
        assertNotEquals(pack.hash(), install(FP32).hash());
        InstallPack.Wish wrong = new InstallPack.Wish(
                Optional.empty(),
                InstallPack.Width.FP32,
                List.of(new InstallPack.Lora(download.resolve("model.safetensors"), 1)),
                List.of(Licence.Use.COMMERCIAL));
        assertIsSentence(assertThrows(Refusal.class, () -> install(wrong)));
    }

    /** One folder with networks that read bodies beside the try-on network: all are found, each under its own licence. */
    @Test
    void readersOfBodiesAreFoundInTheSameFolder() throws IOException {
        for (SyntheticReaders.Reader reader : SyntheticReaders.Reader.values()) {
            SyntheticReaders.write(reader, 16, download.resolve(reader + ".safetensors"));
        }
        Files.writeString(
                download.resolve("config.json"),
                new SegformerSizes(List.of(1, 2, 5, 8), List.of(4, 2, 2, 2), 64, 96).json());
        InstallPack install = new InstallPack(store, onnx -> SelfCheck.Verdict.FINE);
        InstallPack.Installed commercial = install.install(download, FP16, InstallProgress.SILENT);
        assertEquals(
                List.of(PackKind.FASHN),
                commercial.packs().stream().map(Pack::kind).toList());
        assertEquals(3, commercial.leftOut().size());
        InstallPack.Wish all = new InstallPack.Wish(
                Optional.empty(), InstallPack.Width.FP16, List.of(), List.of(Licence.Use.values()));
        assertEquals(
                List.of(PackKind.FASHN, PackKind.OPENPOSE, PackKind.DENSEPOSE, PackKind.FASHN_PARSER),
                install.install(download, all, InstallProgress.SILENT).packs().stream()
                        .map(Pack::kind)
                        .toList());
        InstallPack.Wish one = new InstallPack.Wish(
                Optional.of(PackKind.OPENPOSE), InstallPack.Width.FP16, List.of(), List.of(Licence.Use.COMMERCIAL));
        assertIsSentence(assertThrows(Refusal.class, () -> install.install(download, one, InstallProgress.SILENT)));
        for (Pack pack : store.installed()) {
            assertEquals(List.of(), store.verify(pack, InstallProgress.SILENT));
        }
    }

    /** A network whose layers do not fit together is refused by name, and leaves no pack. */
    @Test
    void layersThatDoNotFitAreRefused() throws IOException {
        Path folderOfOne = Files.createDirectories(folder.resolve("one"));
        Path file = folderOfOne.resolve("body.safetensors");
        SyntheticReaders.write(SyntheticReaders.Reader.OPENPOSE, 16, file);
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(header.contains("[8,4,3,3]"), "the second pair of convolutions");
        Files.write(file, header.replaceFirst("\\[8,4,3,3\\]", "[4,8,3,3]").getBytes(StandardCharsets.ISO_8859_1));
        InstallPack.Wish all = new InstallPack.Wish(
                Optional.empty(), InstallPack.Width.FP16, List.of(), List.of(Licence.Use.values()));
        InstallPack install = new InstallPack(store, onnx -> SelfCheck.Verdict.FINE);
        Refusal refusal = assertThrows(Refusal.class, () -> install.install(folderOfOne, all, InstallProgress.SILENT));
        assertIsSentence(refusal);
        assertTrue(String.valueOf(refusal.getMessage()).contains("conv2_1"), refusal.getMessage());
        assertEquals(Optional.empty(), store.find(PackKind.OPENPOSE));
    }

    /** A kernel wider than the picture, a size of nothing: sentences too. */
    @Test
    void impossibleLayersAndSizesAreRefused() throws IOException {
        Path folderOfOne = Files.createDirectories(folder.resolve("one"));
        Path file = folderOfOne.resolve("parser.safetensors");
        SyntheticReaders.write(SyntheticReaders.Reader.FASHN_PARSER, 16, file);
        InstallPack.Wish all = new InstallPack.Wish(
                Optional.empty(), InstallPack.Width.FP16, List.of(), List.of(Licence.Use.values()));
        InstallPack install = new InstallPack(store, onnx -> SelfCheck.Verdict.FINE);
        String published = new SegformerSizes(List.of(1, 2, 5, 8), List.of(4, 2, 2, 2), 64, 96).json();
        for (String json : List.of(
                published.replace("[1, 2, 5, 8]", "[3, 2, 5, 8]"),
                published.replace("[4, 2, 2, 2]", "[16, 16, 16, 16]"),
                published.replace("64", "1"),
                published.replace("64", "-7"),
                published.replace("[4, 2, 2, 2]", "[0, 2, 2, 2]"),
                published.replace("[4, 2, 2, 2]", "\"4\""))) {
            Files.writeString(folderOfOne.resolve("config.json"), json);
            assertIsSentence(
                    assertThrows(Refusal.class, () -> install.install(folderOfOne, all, InstallProgress.SILENT)));
        }
    }

    private static void assertIsSentence(Refusal refusal) {
        String sentence = String.valueOf(refusal.getMessage());
        assertTrue(sentence.endsWith(".") && !sentence.contains("\n"), sentence);
    }
}
