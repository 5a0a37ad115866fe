package org.mirrorx.kiosk.bench;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.EngineChoice;
import org.mirrorx.inference.Look;
import org.mirrorx.inference.Outcome;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Sitting;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Encode;
import org.mirrorx.inference.image.Picture;

/** Dresses every person in every garment and checks each look. A body is read once, a garment was cut once. */
public final class LookBench {
    private static final long SEED = 1;
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    /**
     * @param name file name without ending
     * @param open decodes the photograph into the arena
     */
    public record Person(String name, Function<Arena, Picture> open) {}

    /**
     * @param name file name without ending
     * @param picture the photograph
     * @param kind what it counts as when nothing could be cut
     */
    public record Garment(String name, Picture picture, GarmentKind kind, CutOutcome cut) {}

    /** Told after each pair. */
    @FunctionalInterface
    public interface Watcher {
        void done(int pairs, int ofAll, String last);
    }

    private final Atelier atelier;
    private final EngineChoice engine;
    private final String pack;
    private final boolean repeat;
    private final Optional<Path> looks;

    /**
     * @param pack how to call the optional networks in the results
     * @param repeat make every look twice and compare the bits
     * @param looks folder for every look at full size
     */
    public LookBench(Atelier atelier, EngineChoice engine, String pack, boolean repeat, Optional<Path> looks) {
        this.atelier = atelier;
        this.engine = engine;
        this.pack = pack;
        this.repeat = repeat;
        this.looks = looks;
    }

    /** @param wanted says of a person's and a garment's name whether to look at the pair */
    public List<PairResult> run(
            List<Person> people,
            List<Garment> garments,
            BiPredicate<String, String> wanted,
            Optional<ContactSheets> sheets,
            Watcher watcher) {
        List<PairResult> results = new ArrayList<>();
        int all = (int) people.stream()
                .flatMap(person -> garments.stream().filter(garment -> wanted.test(person.name(), garment.name())))
                .count();
        for (Person person : people) {
            List<Garment> tried = garments.stream()
                    .filter(garment -> wanted.test(person.name(), garment.name()))
                    .toList();
            if (tried.isEmpty()) {
                continue;
            }
            try (Arena memory = Arena.ofShared()) {
                Picture capture = person.open().apply(memory);
                sheets.ifPresent(sheet -> sheet.person(person.name(), capture));
                try (Sitting sitting = atelier.receive(capture, memory)) {
                    for (Garment garment : tried) {
                        results.add(pair(person, capture, sitting, garment, sheets));
                        watcher.done(results.size(), all, person.name() + " in " + garment.name());
                    }
                }
            }
        }
        return results;
    }

    private PairResult pair(
            Person person, Picture capture, Sitting sitting, Garment garment, Optional<ContactSheets> sheets) {
        return switch (garment.cut()) {
            case CutOutcome.Unreadable(String sentence) -> {
                PairResult.End end = new PairResult.Refused(Declined.Reason.GARMENT_UNREADABLE, sentence);
                sheets.ifPresent(sheet -> sheet.none(garment.name(), end));
                yield new PairResult(pack, person.name(), garment.name(), garment.kind(), 0, end);
            }
            case CutOutcome.Cut(GarmentCut cut) -> cutPair(person, capture, sitting, garment.name(), cut, sheets);
        };
    }

    private PairResult cutPair(
            Person person,
            Picture capture,
            Sitting sitting,
            String garment,
            GarmentCut cut,
            Optional<ContactSheets> sheets) {
        double milliseconds = 0;
        PairResult.End end;
        try (Arena memory = Arena.ofShared()) {
            Optional<BodyReading> body = sitting.readings().body();
            long begin = System.nanoTime();
            Outcome outcome = look(sitting, cut, memory);
            milliseconds = (System.nanoTime() - begin) / NANOSECONDS_PER_MILLISECOND;
            end = switch (outcome) {
                case Declined declined -> new PairResult.Refused(declined.reason(), declined.detail());
                case Look look -> {
                    PairResult.Shown shown = checked(capture, sitting, cut, body, look);
                    sheets.ifPresent(sheet -> sheet.look(garment, look, caption(shown.measures())));
                    looks.ifPresent(folder ->
                            Encode.file(look.picture(), folder.resolve(person.name() + "--" + garment + ".png")));
                    yield shown;
                }
            };
        } catch (RuntimeException fault) {
            end = new PairResult.Broken(String.valueOf(fault));
        }
        if (!(end instanceof PairResult.Shown)) {
            PairResult.End nothing = end;
            sheets.ifPresent(sheet -> sheet.none(garment, nothing));
        }
        return new PairResult(pack, person.name(), garment, cut.kind(), milliseconds, end);
    }

    private PairResult.Shown checked(
            Picture capture, Sitting sitting, GarmentCut cut, Optional<BodyReading> body, Look look) {
        Map<String, Double> measures = new TreeMap<>(look.measures().engine());
        body.ifPresent(reading -> measures.putAll(PictureChecks.of(capture, reading, look)));
        if (repeat) {
            try (Arena again = Arena.ofShared()) {
                double levels = switch (look(sitting, cut, again)) {
                    case Look second -> PictureChecks.levelsBetween(look.picture(), second.picture());
                    case Declined _ -> 255;
                };
                measures.put("repeatLevels", levels);
            }
        }
        return new PairResult.Shown(look.preview(), measures, look.provenance().milliseconds());
    }

    private Outcome look(Sitting sitting, GarmentCut cut, Arena memory) {
        return sitting.look(
                Outfit.of(List.of(cut)), engine, SEED, memory, Progress.SILENT, new Cancellation(), Trace.NONE);
    }

    /** Every number beyond its limit, worst news first on a contact sheet. */
    private static String caption(Map<String, Double> measures) {
        StringBuilder beyond = new StringBuilder();
        new TreeMap<>(measures)
                .forEach((name, value) -> Limit.of(name)
                        .filter(limit -> !limit.allows(value))
                        .ifPresent(limit -> beyond.append(String.format(Locale.ROOT, "%s %.3g ", name, value))));
        return beyond.toString();
    }
}
