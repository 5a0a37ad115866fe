package org.mirrorx.kiosk.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Look;
import org.mirrorx.inference.Measures;
import org.mirrorx.inference.Provenance;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.models.store.Licence;

/** What {@code try} prints of a look, for people and for programs. */
record LookReport(Path file, int width, int height, Look look, List<Garment> garments) {
    LookReport {
        garments = List.copyOf(garments);
    }

    /**
     * @param source file name or SKU
     * @param sha256 key of stored work
     */
    record Garment(String source, GarmentKind kind, List<String> doubts, String sha256) {
        Garment {
            doubts = List.copyOf(doubts);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "look", file + (look.preview() ? " (preview)" : ""));
        line(text, "size", width + "×" + height);
        line(text, "engine", look.provenance().engine());
        if (look.provenance().use() == Licence.Use.NON_COMMERCIAL) {
            line(text, "licence", "for trial only: networks that had a part in it may not be used commercially");
        }
        for (Garment garment : garments) {
            line(text, "garment", garment.source() + " (" + lower(garment.kind()) + ")");
            garment.doubts().forEach(doubt -> line(text, "  unsure", doubt));
        }
        line(text, "face", look.provenance().head());
        look.provenance().notes().forEach(note -> line(text, "note", note));
        text.append(String.format(Locale.ROOT, "%nTime%n"));
        double total = 0;
        for (Provenance.Timing timing : look.provenance().milliseconds()) {
            line(text, timing.step(), String.format(Locale.ROOT, "%7.1f ms", timing.milliseconds()));
            total += timing.step().contains("/") ? 0 : timing.milliseconds();
        }
        line(text, "all steps", String.format(Locale.ROOT, "%7.1f ms", total));
        Measures measures = look.measures();
        text.append(String.format(Locale.ROOT, "%nMeasured (docs/measures.md says what is good)%n"));
        line(text, "changed", String.format(Locale.ROOT, "%.1f %% of the picture", 100 * measures.changedShare()));
        line(text, "outside", measures.outsideIdentical() ? "identical" : "differs");
        line(text, "head", measures.headIdentical() ? "identical" : "differs");
        OptionalDouble distance = measures.faceDistance();
        line(
                text,
                "face distance",
                distance.isEmpty()
                        ? "no face in view"
                        : String.format(Locale.ROOT, "%.3f (same person below 0.30)", distance.getAsDouble()));
        line(
                text,
                "seam",
                String.format(
                        Locale.ROOT,
                        "%.2f (not seen up to 1.30)",
                        measures.seam().energy()));
        new TreeMap<>(measures.engine())
                .forEach((name, value) -> line(text, name, String.format(Locale.ROOT, "%.4f", value)));
        return text.toString().stripTrailing();
    }

    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("outcome", "look")
                .put("file", file.toString())
                .put("width", width)
                .put("height", height);
        root.put("engine", look.provenance().engine())
                .put("commercialUse", look.provenance().use() == Licence.Use.COMMERCIAL)
                .put("preview", look.preview());
        ArrayNode worn = root.putArray("garments");
        for (Garment garment : garments) {
            ObjectNode one = worn.addObject();
            one.put("source", garment.source())
                    .put("kind", lower(garment.kind()))
                    .put("sha256", garment.sha256());
            ArrayNode doubts = one.putArray("doubts");
            garment.doubts().forEach(doubts::add);
        }
        ArrayNode steps = root.putArray("steps");
        for (Provenance.Timing timing : look.provenance().milliseconds()) {
            steps.addObject().put("step", timing.step()).put("milliseconds", rounded(timing.milliseconds()));
        }
        Measures measures = look.measures();
        ObjectNode numbers = root.putObject("measures");
        numbers.put("changedShare", measures.changedShare());
        numbers.put("outsideIdentical", measures.outsideIdentical());
        numbers.put("headIdentical", measures.headIdentical());
        if (measures.faceDistance().isPresent()) {
            numbers.put("faceDistance", measures.faceDistance().getAsDouble());
        } else {
            numbers.putNull("faceDistance");
        }
        numbers.put("seamEnergy", measures.seam().energy())
                .put("toneAcrossSeam", measures.seam().tone());
        ObjectNode own = numbers.putObject("engine");
        for (Map.Entry<String, Double> number : new TreeMap<>(measures.engine()).entrySet()) {
            own.put(number.getKey(), number.getValue());
        }
        root.put("head", look.provenance().head());
        ArrayNode notes = root.putArray("notes");
        look.provenance().notes().forEach(notes::add);
        ArrayNode networks = root.putArray("networks");
        look.provenance().networks().forEach(networks::add);
        return pretty(root);
    }

    static String json(Declined declined) {
        return pretty(JsonNodeFactory.instance
                .objectNode()
                .put("outcome", "declined")
                .put("reason", lower(declined.reason()))
                .put("words", ReasonInWords.of(declined.reason()))
                .put("detail", declined.detail()));
    }

    static String pretty(ObjectNode root) {
        return root.toPrettyString();
    }

    private static double rounded(double milliseconds) {
        return Math.round(milliseconds * 10) / 10.0;
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-18s %s%n", name, value));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
