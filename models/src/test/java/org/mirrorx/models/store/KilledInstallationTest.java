package org.mirrorx.models.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that installs and is killed at any moment leaves the old pack or the new one. */
final class KilledInstallationTest {
    private static final long SEED = 20_261_127L;

    /** More with {@code -Dmirrorx.kills=50}. */
    private static final int KILLS = Integer.getInteger("mirrorx.kills", 5);

    private static final int LONGEST_MILLISECONDS = 700;

    @TempDir
    Path folder;

    /** Installs in turn with 16 and 32 bits until it is killed. */
    public static final class Installer {
        private Installer() {}

        /** Arguments: the folder of packs, the folder of downloads. */
        public static void main(String[] arguments) {
            InstallPack install = new InstallPack(new PackStore(Path.of(arguments[0])), onnx -> SelfCheck.Verdict.FINE);
            System.out.println("begun");
            for (int i = 0; ; i++) {
                install.install(
                        Path.of(arguments[1]),
                        TinyDownload.wish(i % 2 == 0 ? InstallPack.Width.FP16 : InstallPack.Width.FP32),
                        InstallProgress.SILENT);
            }
        }
    }

    @Test
    void thereIsNeverHalfAPack() throws IOException, InterruptedException {
        Path download = TinyDownload.in(folder.resolve("download"));
        Path packs = folder.resolve("packs");
        PackStore store = new PackStore(packs);
        new InstallPack(store, onnx -> SelfCheck.Verdict.FINE)
                .install(download, TinyDownload.wish(InstallPack.Width.FP32), InstallProgress.SILENT);
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Installer.class.getName(),
                            packs.toString(),
                            download.toString()))
                    .redirectErrorStream(true)
                    .start();
            assertEquals('b', process.getInputStream().read(), "the installer begins");
            process.waitFor(random.nextInt(LONGEST_MILLISECONDS), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            Pack pack = store.find(PackKind.FASHN).orElseThrow();
            assertEquals(List.of(), store.verify(pack, InstallProgress.SILENT), "after kill " + kill);
        }
        store.remove(PackKind.FASHN);
        assertTrue(store.installed().isEmpty());
    }
}
