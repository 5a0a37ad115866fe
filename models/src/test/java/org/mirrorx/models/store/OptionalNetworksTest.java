package org.mirrorx.models.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.golden.SharedData;
import org.mirrorx.models.store.OptionalNetworks.Outcome;

final class OptionalNetworksTest {
    private static final OptionalNetwork YUNET = OptionalNetwork.YUNET;

    @TempDir
    Path folder;

    @Test
    void anEmptyStoreHasNothing() {
        OptionalNetworks store = new OptionalNetworks(folder.resolve("packs"));
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(Set.of(), store.installed());
            assertTrue(store.onnx(YUNET, arena).isEmpty());
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path absent = folder.resolve("downloads");
        Refusal refusal = assertThrows(Refusal.class, () -> new OptionalNetworks(folder).install(absent));
        assertEquals(
                "There is no folder " + absent + "; give the folder with the published files.", refusal.getMessage());
    }

    @Test
    void aFileOfTheRightNameAndSizeButOtherContentIsNotTaken() throws IOException {
        Path downloads = Files.createDirectory(folder.resolve("downloads"));
        Files.write(downloads.resolve(YUNET.file()), new byte[(int) YUNET.bytes()]);
        OptionalNetworks store = new OptionalNetworks(folder.resolve("packs"));
        Refusal refusal = assertThrows(Refusal.class, () -> store.install(downloads));
        assertTrue(String.valueOf(refusal.getMessage()).contains("holds nothing to install"));
        assertEquals(Set.of(), store.installed());
    }

    @Test
    void allThreeAreInstalledAndThenAlreadyThere() {
        Path downloads = SharedData.MODELS.resolve(YUNET.file()).resolveSibling(".");
        OptionalNetworks store = new OptionalNetworks(folder.resolve("packs"));
        Map<OptionalNetwork, Outcome> first = store.install(downloads).outcomes();
        Map<OptionalNetwork, Outcome> second = store.install(downloads).outcomes();
        for (OptionalNetwork network : OptionalNetwork.values()) {
            assertEquals(Outcome.INSTALLED, first.get(network));
            assertEquals(Outcome.ALREADY_THERE, second.get(network));
        }
        assertEquals(EnumSet.allOf(OptionalNetwork.class), store.installed());
    }

    @Test
    void aNetworkIsRecognisedUnderAnyNameAndTheOthersAreReportedMissing() throws IOException {
        Path downloads = Files.createDirectories(folder.resolve("downloads/deeper"));
        Files.copy(SharedData.MODELS.resolve(YUNET.file()), downloads.resolve("download (1).bin"));
        OptionalNetworks store = new OptionalNetworks(folder.resolve("packs"));
        Map<OptionalNetwork, Outcome> outcomes =
                store.install(folder.resolve("downloads")).outcomes();
        assertEquals(Outcome.INSTALLED, outcomes.get(YUNET));
        assertEquals(Outcome.NOT_IN_FOLDER, outcomes.get(OptionalNetwork.HAIR_SEGMENTATION));
        try (Stream<Path> files = Files.walk(folder.resolve("packs"))) {
            assertEquals(1, files.filter(Files::isRegularFile).count(), "half a file was left behind");
        }
    }

    @Test
    void aFileDamagedAfterwardsIsRefusedAndRepairedByInstallingAgain() throws IOException {
        Path downloads = SharedData.MODELS.resolve(YUNET.file()).resolveSibling(".");
        OptionalNetworks store = new OptionalNetworks(folder.resolve("packs"));
        store.install(downloads);
        Path installed = folder.resolve("packs/body-lite-optional").resolve(YUNET.file());
        byte[] bytes = Files.readAllBytes(installed);
        bytes[1000] ^= 1;
        Files.write(installed, bytes);
        try (Arena arena = Arena.ofConfined()) {
            Refusal refusal = assertThrows(Refusal.class, () -> store.onnx(YUNET, arena));
            assertEquals(
                    installed + " is not the published network any more; run `mirrorx models install FOLDER` again.",
                    refusal.getMessage());
            assertEquals(Outcome.INSTALLED, store.install(downloads).outcomes().get(YUNET));
            assertTrue(store.onnx(YUNET, arena).isPresent());
        }
    }
}
