package org.mirrorx.kiosk.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.garment.CutOutcome;

final class MirrorXCommandTest {
    @TempDir
    private Path folder;

    private FakeHouse house;

    @BeforeEach
    void build() {
        house = new FakeHouse(folder.resolve("home"));
    }

    @Test
    void tryWithoutOptionsDressesTheSampleShopper() {
        Path look = folder.resolve("look.png");
        FakeHouse.Ran ran = house.run("try", "--out", look.toString());
        assertEquals(0, ran.exitCode(), ran.err());
        assertEquals("", ran.err());
        assertTrue(Files.exists(look));
        assertAll(
                () -> assertTrue(ran.out().contains("fake"), ran.out()),
                () -> assertTrue(ran.out().contains("(preview)"), ran.out()),
                () -> assertTrue(ran.out().matches("(?s).*draw +\\d+\\.\\d ms.*"), ran.out()),
                () -> assertTrue(ran.out().contains("The hem was not found."), ran.out()),
                () -> assertTrue(ran.out().contains("leak"), ran.out()));
    }

    @Test
    void jsonTellsTheSameToPrograms() throws IOException {
        FakeHouse.Ran ran =
                house.run("try", "--json", "--out", folder.resolve("look.jpg").toString());
        JsonNode root = new ObjectMapper().readTree(ran.out());
        assertEquals("look", root.get("outcome").asText());
        assertEquals("fake", root.get("engine").asText());
        assertTrue(root.get("preview").asBoolean());
        assertEquals(60, root.get("width").asInt());
        assertEquals("tee", root.at("/garments/0/source").asText());
        assertEquals(64, root.at("/garments/0/sha256").asText().length());
        assertEquals(0.5, root.at("/measures/changedShare").asDouble());
        assertTrue(root.at("/measures/headIdentical").asBoolean());
        assertTrue(root.at("/measures/faceDistance").isNull());
        assertEquals(0.001, root.at("/measures/engine/leak").asDouble());
        assertEquals("read-body", root.at("/steps/0/step").asText());
        assertEquals("fake-network 01234567", root.at("/networks/0").asText());
    }

    @Test
    void explainWritesEveryStageNumbered() throws IOException {
        Path stages = folder.resolve("stages");
        FakeHouse.Ran ran = house.run(
                "try",
                "--explain",
                stages.toString(),
                "--out",
                folder.resolve("look.png").toString());
        assertEquals(0, ran.exitCode(), ran.err());
        try (Stream<Path> files = Files.list(stages)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            assertEquals("01-points.png", names.getFirst());
            assertTrue(names.stream().anyMatch(name -> name.matches("\\d\\d-stage\\.png")), names.toString());
            assertTrue(names.getLast().endsWith("-look.png"), names.toString());
        }
    }

    @Test
    void aDeclinedLookHasItsOwnExitCodeAndTheShoppersWords() throws IOException {
        house.work = (request, memory) -> new Declined(Declined.Reason.ARMS_CROSSED, "an arm bone crosses the trunk");
        Path look = folder.resolve("look.png");
        FakeHouse.Ran ran = house.run("try", "--json", "--out", look.toString());
        assertEquals(10, ran.exitCode());
        assertTrue(ran.err().contains("Please let your arms hang"), ran.err());
        assertEquals(
                "arms_crossed",
                new ObjectMapper().readTree(ran.out()).get("reason").asText());
        assertFalse(Files.exists(look));
    }

    @Test
    void aGarmentThatCannotBeCutIsADecline() {
        house.unreadable = new CutOutcome.Unreadable("The ground is not plain.");
        FakeHouse.Ran ran = house.run("try", "--out", folder.resolve("look.png").toString());
        assertEquals(10, ran.exitCode());
        assertTrue(ran.err().contains("The ground is not plain."), ran.err());
    }

    @Test
    void whateverGoesWrongIsOneSentenceAndItsExitCode() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.jpg"), "this is no picture");
        Path picture = Files.write(folder.resolve("person.png"), FakeHouse.png(60, 80));
        Path out = folder.resolve("look.png");
        assertAll(
                () -> failsWith(64, "try", "--colour", "red"),
                () -> failsWith(64, "dance"),
                () -> failsWith(64, "try", "--out", folder.resolve("look.bmp").toString()),
                () -> failsWith(64, "try", "--kind", "hat", "--out", out.toString()),
                () -> failsWith(64, "try", "--engine", "oil-paint", "--out", out.toString()),
                () -> failsWith(65, "try", "--person", damaged.toString(), "--out", out.toString()),
                () -> failsWith(66, "try", "--person", "nowhere.jpg", "--out", out.toString()),
                () -> failsWith(66, "try", "--garment", "NO-SUCH-SKU", "--out", out.toString()),
                () -> failsWith(65, "try", "--garment", damaged.toString(), "--out", out.toString()),
                () -> failsWith(
                        65,
                        "try",
                        "--garment",
                        picture.toString(),
                        "--garment",
                        picture.toString(),
                        "--out",
                        out.toString()),
                () -> failsWith(73, "try", "--out", damaged.resolve("look.png").toString()),
                () -> failsWith(
                        66, "bench", "--looks", folder.resolve("nothing").toString()));
        assertFalse(Files.exists(out));
    }

    @Test
    void aFaultOfAnEngineIsSaidToBeOursAndTraceableWithVerbose() {
        house.work = (request, memory) -> {
            throw new IllegalStateException("index 7 out of bounds");
        };
        String out = folder.resolve("look.png").toString();
        FakeHouse.Ran ran = failsWith(70, "try", "--out", out);
        assertTrue(ran.err().contains("index 7 out of bounds"), ran.err());
        FakeHouse.Ran verbose = house.run("try", "--verbose", "--out", out);
        assertEquals(70, verbose.exitCode());
        assertTrue(verbose.err().contains("\tat "), verbose.err());
    }

    @Test
    void anImportWhileAnotherRunsMayBeTriedAgain() throws IOException {
        Path catalog = Files.createDirectories(house.places().catalog());
        try (FileChannel lock = FileChannel.open(
                        catalog.resolve("import.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            failsWith(75, "catalog", "import", folder.toString());
        }
    }

    @Test
    void aListOfKindsWithoutItsColumnsIsRefusedWithTheLine() throws IOException {
        for (String part : List.of("people", "garments")) {
            Files.write(
                    Files.createDirectories(folder.resolve("looks").resolve(part))
                            .resolve("a.png"),
                    FakeHouse.png(60, 80));
        }
        Files.writeString(folder.resolve("looks/photos.csv"), "file,sort\na.png,upper\n");
        FakeHouse.Ran ran =
                failsWith(65, "bench", "--looks", folder.resolve("looks").toString());
        assertTrue(ran.err().contains("line 2"), ran.err());
        failsWith(64, "bench", "--looks", folder.resolve("looks").toString(), "--only", "[:a");
    }

    @Test
    void helpNamesEveryExitCode() {
        FakeHouse.Ran ran = house.run("--help");
        assertEquals(0, ran.exitCode());
        for (ExitCode code : ExitCode.values()) {
            assertTrue(ran.out().contains(" " + code.number() + " "), ran.out());
        }
    }

    @Test
    void doctorFailsOnlyWhenSomethingEssentialIsMissing() throws IOException {
        FakeHouse.Ran well = house.run("doctor", "--json");
        assertEquals(0, well.exitCode(), well.out());
        JsonNode root = new ObjectMapper().readTree(well.out());
        assertTrue(root.get("ready").asBoolean());
        house.networksBroken = true;
        FakeHouse.Ran ill = house.run("doctor");
        assertEquals(69, ill.exitCode());
        assertTrue(ill.out().contains("pose_detection.tflite is damaged"), ill.out());
        assertTrue(ill.out().contains("1 essential"), ill.out());
    }

    @Test
    void modelsRefusesAFolderWithoutAnyOfThem() {
        failsWith(65, "models", "install", folder.toString());
        FakeHouse.Ran list = house.run("models", "list");
        assertEquals(0, list.exitCode());
        assertTrue(list.out().contains("yunet_n_dynamic.onnx"), list.out());
    }

    @Test
    void anImportedGarmentCanBeFoundTriedOnAndExported() throws IOException {
        Path rail = Files.createDirectories(folder.resolve("rail"));
        Files.writeString(
                rail.resolve("catalog.csv"),
                "sku,name,kind,picture\nK-1,Blue kurta,upper,k1.png\nK-2,,upper,none.bmp\n");
        Files.write(rail.resolve("k1.png"), FakeHouse.png(30, 40));
        FakeHouse.Ran imported = house.run("catalog", "import", rail.toString());
        assertEquals(0, imported.exitCode(), imported.err());
        assertTrue(imported.out().contains("wait for staff"), imported.out());
        FakeHouse.Ran found = house.run("catalog", "search", "kurta");
        assertTrue(found.out().startsWith("K-1"), found.out() + found.err());
        assertTrue(house.run("catalog", "list").out().contains("Blue kurta"));
        assertEquals(0, house.run("catalog", "check").exitCode());
        String look = folder.resolve("look.png").toString();
        FakeHouse.Ran tried = house.run("try", "--garment", "K-1", "--kind", "upper", "--out", look);
        assertEquals(0, tried.exitCode(), tried.err());
        assertTrue(tried.out().contains("K-1 (upper)"), tried.out());
        Path export = folder.resolve("export");
        assertEquals(0, house.run("catalog", "export", export.toString()).exitCode());
        assertTrue(Files.exists(export.resolve("catalog.csv")));
    }

    @Test
    void anEmptyCatalogSaysHowToFillIt() {
        FakeHouse.Ran list = house.run("catalog", "list");
        assertEquals(0, list.exitCode());
        assertTrue(list.err().contains("mirrorx catalog import"), list.err());
    }

    @Test
    void aFolderThatDoesNotExistIsAMissingInput() {
        assertEquals(
                ExitCode.NO_INPUT.number(),
                house.run("catalog", "import", folder.resolve("nowhere").toString())
                        .exitCode());
        assertEquals(
                ExitCode.NO_INPUT.number(),
                house.run("models", "install", folder.resolve("nowhere").toString())
                        .exitCode());
    }

    @Test
    void benchRefusesChoicesOfPairsWithoutAFolderOfThem() {
        FakeHouse.Ran ran = house.run("bench", "--only", "asha*:kurta*");
        assertEquals(ExitCode.USAGE.number(), ran.exitCode());
        assertTrue(ran.err().contains("--looks"), ran.err());
    }

    @Test
    void benchMeasuresThePairsOfAFolderAndDrawsContactSheets() throws IOException {
        Path people = Files.createDirectories(folder.resolve("looks/people"));
        Path garments = Files.createDirectories(folder.resolve("looks/garments"));
        for (String name : List.of("asha", "ravi")) {
            Files.write(people.resolve(name + ".png"), FakeHouse.png(60, 80));
        }
        Files.write(garments.resolve("jeans.png"), FakeHouse.png(30, 40));
        Files.write(garments.resolve("kurta.png"), FakeHouse.png(30, 40));
        Files.writeString(
                folder.resolve("looks/photos.csv"), "file,kind\ngarments/kurta.png,upper\npeople/asha.png,person\n");
        Path csv = folder.resolve("pairs.csv");
        Path sheets = folder.resolve("sheets");
        FakeHouse.Ran ran = house.run(
                "bench",
                "--looks",
                folder.resolve("looks").toString(),
                "--only",
                "*:kurta",
                "--only",
                "asha:*",
                "--repeat",
                "--csv",
                csv.toString(),
                "--sheets",
                sheets.toString());
        assertEquals(0, ran.exitCode(), ran.err() + ran.out());
        assertTrue(ran.out().contains("3 pairs: 3 looks (100.0 %)"), ran.out());
        assertTrue(ran.out().matches("(?s).*repeatLevels +3 +0\\.0000.*100\\.0 %.*"), ran.out());
        List<String> rows = Files.readAllLines(csv);
        assertEquals(4, rows.size());
        assertTrue(rows.get(1).startsWith("installed,asha,kurta,upper,preview,"), rows.get(1));
        assertTrue(Files.exists(sheets.resolve("installed-upper-1-people-1.png")));
        assertTrue(Files.exists(sheets.resolve("installed-lower-1-people-1.png")));
    }

    @Test
    void benchMeasuresGivenPicturesAtAGivenSize() throws IOException {
        Path person = Files.write(folder.resolve("asha.png"), FakeHouse.png(60, 80));
        Path kurta = Files.write(folder.resolve("kurta.png"), FakeHouse.png(30, 40));
        FakeHouse.Ran ran = house.run(
                "bench",
                "--runs",
                "2",
                "--person",
                person.toString(),
                "--garment",
                kurta.toString(),
                "--kind",
                "upper",
                "--size",
                "64");
        assertEquals(0, ran.exitCode(), ran.err() + ran.out());
        assertTrue(ran.out().contains("captures of 48×64 pixels"), ran.out());
        assertTrue(ran.out().matches("(?s).*look, garment cut before +2 .*processors' time +2 .*"), ran.out());
        failsWith(66, "bench", "--garment", folder.resolve("nothing.png").toString());
        failsWith(64, "bench", "--size", "3");
    }

    private FakeHouse.Ran failsWith(int exitCode, String... words) {
        FakeHouse.Ran ran = house.run(words);
        String said = String.join(" ", words) + " → " + ran.exitCode() + ": " + ran.err();
        assertEquals(exitCode, ran.exitCode(), said);
        assertEquals(1, ran.err().lines().count(), said);
        assertTrue(ran.err().startsWith("mirrorx: "), said);
        assertFalse(ran.err().contains("Exception") && exitCode != 70, said);
        return ran;
    }
}
