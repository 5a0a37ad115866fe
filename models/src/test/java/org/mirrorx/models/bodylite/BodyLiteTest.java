package org.mirrorx.models.bodylite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mirrorx.models.store.OptionalNetwork;

final class BodyLiteTest {
    /** Check sums of the files as their publishers ship them. */
    private static final Map<String, String> PUBLISHED = Map.of(
            "pose_detection.tflite", "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
            "pose_landmark_full.tflite", "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
            "selfie_segmentation.tflite", "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27",
            "face_detection_short_range.tflite", "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
            "face_landmark.tflite", "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1",
            "face_recognition_model.bin", "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
            "face_recognition_model-weights_manifest.json",
                    "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b");

    @Test
    void everyNetworkIsTheOneItsPublisherShips() throws IOException, NoSuchAlgorithmException {
        for (Map.Entry<String, String> file : PUBLISHED.entrySet()) {
            assertEquals(file.getValue(), sha256(BodyLite.resource(file.getKey())), file.getKey());
        }
    }

    @Test
    void theListOfCheckSumsNamesEveryFileAndNoOther() {
        String list = new String(BodyLite.resource("SHA256SUMS"), StandardCharsets.US_ASCII);
        Map<String, String> listed = list.lines()
                .map(line -> line.split("  ", 2))
                .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
        assertEquals(new TreeMap<>(PUBLISHED), new TreeMap<>(listed));
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkKnowsTheCheckSumOfItsFile(BodyLite network) {
        assertEquals(PUBLISHED.get(network.file()), network.sha256());
    }

    @Test
    void onlyNetworksThatMayBeShippedAreAmongTheResources() throws IOException, URISyntaxException {
        Path folder = Path.of(BodyLite.class.getResource("NOTICE.md").toURI()).resolveSibling(".");
        try (Stream<Path> files = Files.list(folder)) {
            TreeSet<String> networks = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches(".*\\.class|NOTICE\\.md|SHA256SUMS|licences"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(PUBLISHED.keySet()), networks);
            for (OptionalNetwork optional : OptionalNetwork.values()) {
                assertTrue(!networks.contains(optional.file()), optional.file());
            }
        }
    }

    @Test
    void theNoticeNamesEveryFileAndItsLicenceTextIsThere() {
        String notice = new String(BodyLite.resource("NOTICE.md"), StandardCharsets.UTF_8);
        for (String file : PUBLISHED.keySet()) {
            assertTrue(notice.contains("`" + file + "`"), file);
        }
        String apache = new String(BodyLite.resource("licences/mediapipe-Apache-2.0.txt"), StandardCharsets.UTF_8);
        String mit = new String(BodyLite.resource("licences/face-api-MIT.txt"), StandardCharsets.UTF_8);
        assertTrue(apache.contains("Apache License") && mit.contains("MIT License"));
    }

    @ParameterizedTest
    @EnumSource
    void forgingTwiceGivesTheSameBytes(BodyLite network) {
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(-1, network.forge(arena).mismatch(network.forge(arena)));
        }
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
