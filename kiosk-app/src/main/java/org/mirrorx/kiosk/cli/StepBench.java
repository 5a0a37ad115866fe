package org.mirrorx.kiosk.cli;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.EngineChoice;
import org.mirrorx.inference.Look;
import org.mirrorx.inference.Outcome;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Provenance;
import org.mirrorx.inference.Sitting;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.kiosk.bench.StepTable;

/**
 * Measures whole visits, one after the other: decode, cut, read, look. Beside the time that passed it measures the processors' time of the
 * process, which a machine that is busy with other things does not falsify.
 *
 * @param people files; empty for the samples
 * @param garments files or names of samples; empty for the first sample
 * @param kind of the garments from files
 * @param longSide pixels of a capture's longer side at most
 */
record StepBench(
        House house,
        List<Path> people,
        List<String> garments,
        Optional<GarmentKind> kind,
        int longSide,
        EngineChoice engine) {
    /** The whole look: everything but decoding and cutting. */
    private static final String LOOK = "look, garment cut before";

    private static final String PROCESSORS = "the same, processors' time";

    /** Visits before the measured ones: the compiler needs them. */
    private static final int WARM_UPS = 3;

    /**
     * @param table lines to print
     * @param declined how many measured runs gave no look
     */
    record Result(String table, int declined) {}

    /** @param runs how many visits are measured */
    Result run(int runs, ProgressLine line) {
        List<House.Sample> shoppers = people.isEmpty()
                ? house.samples().people()
                : people.stream().map(this::shopper).toList();
        List<House.Sample> clothes = garments.isEmpty()
                ? List.of(house.samples().garments().getFirst())
                : garments.stream().map(this::garment).toList();
        Atelier atelier = house.atelier();
        Map<String, List<Double>> durations = new LinkedHashMap<>();
        TreeSet<String> sizes = new TreeSet<>();
        int declined = 0;
        for (int run = -WARM_UPS; run < runs; run++) {
            line.at("run " + (run + WARM_UPS + 1), (double) (run + WARM_UPS) / (runs + WARM_UPS));
            int pair = Math.floorMod(run, shoppers.size() * clothes.size());
            List<Provenance.Timing> timings = visit(
                    atelier,
                    shoppers.get(pair % shoppers.size()),
                    clothes.get(Math.floorDiv(pair, shoppers.size())),
                    sizes);
            if (run < 0) {
                continue;
            }
            declined += timings.isEmpty() ? 1 : 0;
            for (Provenance.Timing timing : timings) {
                durations.computeIfAbsent(timing.step(), _ -> new ArrayList<>()).add(timing.milliseconds());
            }
        }
        StringBuilder table = new StringBuilder(StepTable.head());
        durations.forEach((step, values) -> table.append(StepTable.row(step, values)));
        table.append("captures of ").append(String.join(", ", sizes)).append(" pixels\n");
        return new Result(table.toString(), declined);
    }

    private House.Sample shopper(Path file) {
        byte[] bytes = Photographs.read(file);
        return new House.Sample(file.toString(), () -> bytes, Optional.empty());
    }

    private House.Sample garment(String word) {
        Optional<House.Sample> sample = house.samples().garment(word);
        if (sample.isPresent()) {
            return sample.get();
        }
        Path file = Path.of(word);
        if (!Files.exists(file)) {
            throw new Failure(
                    ExitCode.NO_INPUT,
                    "There is neither a file nor a sample garment called " + word + "; check the name.");
        }
        byte[] bytes = Photographs.read(file);
        return new House.Sample(word, () -> bytes, kind);
    }

    /** One visit. Empty when it was declined. */
    private List<Provenance.Timing> visit(
            Atelier atelier, House.Sample person, House.Sample garment, TreeSet<String> sizes) {
        List<Provenance.Timing> timings = new ArrayList<>();
        try (Arena memory = Arena.ofShared()) {
            long begin = System.nanoTime();
            Picture capture = Photographs.person(person.bytes().get(), person.name(), longSide, memory);
            timings.add(since(begin, "decode"));
            sizes.add(capture.width() + "×" + capture.height());
            begin = System.nanoTime();
            GarmentPhoto photo = Photographs.garment(
                    garment.bytes().get(), garment.name(), Optional.empty(), garment.kind(), memory);
            CutOutcome cut = garments.isEmpty() ? house.cutAlone(photo, memory) : house.cut(photo, memory);
            timings.add(since(begin, "cut-garment"));
            begin = System.nanoTime();
            Duration before = processors();
            if (cut instanceof CutOutcome.Cut(GarmentCut ready)
                    && look(atelier, capture, ready, memory) instanceof Look look) {
                timings.addAll(look.provenance().milliseconds());
                timings.add(since(begin, LOOK));
                timings.add(new Provenance.Timing(
                        PROCESSORS, processors().minus(before).toNanos() / 1e6));
                return timings;
            }
            return List.of();
        }
    }

    private Outcome look(Atelier atelier, Picture capture, GarmentCut cut, Arena memory) {
        try (Sitting sitting = atelier.receive(capture, memory)) {
            return sitting.look(
                    Outfit.of(List.of(cut)), engine, 1, memory, Progress.SILENT, new Cancellation(), Trace.NONE);
        }
    }

    /** Of all threads together; Linux counts in steps of 10 ms. */
    private static Duration processors() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Provenance.Timing since(long begin, String step) {
        return new Provenance.Timing(step, (System.nanoTime() - begin) / 1e6);
    }
}
