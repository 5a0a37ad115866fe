package org.mirrorx.kiosk.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mirrorx.inference.Provenance;

/** The results of many pairs as tables for a terminal and as CSV. */
public final class LookTables {
    private LookTables() {}

    /** One table for each pack: how many looks, why not, every number's distribution against its limit. */
    public static String text(List<PairResult> results) {
        StringBuilder text = new StringBuilder();
        Map<String, List<PairResult>> byPack = new TreeMap<>();
        results.forEach(result ->
                byPack.computeIfAbsent(result.pack(), _ -> new ArrayList<>()).add(result));
        byPack.forEach((pack, ofPack) -> {
            counts(text, pack, ofPack);
            numbers(text, ofPack);
            steps(text, ofPack);
            broken(text, ofPack);
        });
        return text.toString().stripTrailing();
    }

    private static void counts(StringBuilder text, String pack, List<PairResult> results) {
        long shown = count(results, end -> end instanceof PairResult.Shown);
        long preview = count(results, end -> end instanceof PairResult.Shown look && look.preview());
        long declined = count(results, end -> end instanceof PairResult.Refused);
        long broken = count(results, end -> end instanceof PairResult.Broken);
        text.append(String.format(
                Locale.ROOT,
                "optional pack: %s%n%d pairs: %d looks (%.1f %%), %d of them previews; %d declined; %d broken%n",
                pack,
                results.size(),
                shown,
                results.isEmpty() ? 0 : 100.0 * shown / results.size(),
                preview,
                declined,
                broken));
        Map<String, Integer> reasons = new TreeMap<>();
        for (PairResult result : results) {
            if (result.end() instanceof PairResult.Refused(var reason, String detail)) {
                reasons.merge(reason.name().toLowerCase(Locale.ROOT) + ": " + withoutNumbers(detail), 1, Integer::sum);
            }
        }
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> text.append(
                        String.format(Locale.ROOT, "  %5d declined %s%n", entry.getValue(), entry.getKey())));
    }

    /** Details differ in their figures; the rule is what is counted. */
    private static String withoutNumbers(String detail) {
        return detail.replaceAll("-?\\d+([.,]\\d+)?", "#");
    }

    private static void numbers(StringBuilder text, List<PairResult> results) {
        Map<String, List<Double>> values = new TreeMap<>();
        for (PairResult result : results) {
            if (result.end() instanceof PairResult.Shown shown) {
                shown.measures()
                        .forEach((name, value) -> values.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(value));
            }
        }
        if (values.isEmpty()) {
            return;
        }
        text.append(String.format(
                Locale.ROOT,
                "%-26s %6s %10s %10s %10s %10s %10s   %-9s %s%n",
                "number",
                "looks",
                "least",
                "median",
                "90 %",
                "99 %",
                "most",
                "limit",
                "within"));
        values.forEach((name, all) -> {
            Distribution distribution = Distribution.of(all);
            Optional<Limit> limit = Limit.of(name);
            text.append(String.format(
                    Locale.ROOT,
                    "%-26s %6d %10.4f %10.4f %10.4f %10.4f %10.4f   %-9s %s%n",
                    name,
                    distribution.count(),
                    distribution.least(),
                    distribution.median(),
                    distribution.quantile(0.9),
                    distribution.quantile(0.99),
                    distribution.most(),
                    limit.map(Limit::toString).orElse(""),
                    limit.map(allowed -> String.format(Locale.ROOT, "%.1f %%", 100 * distribution.within(allowed)))
                            .orElse("")));
        });
    }

    private static void steps(StringBuilder text, List<PairResult> results) {
        Map<String, List<Double>> steps = new TreeMap<>();
        List<Double> whole = new ArrayList<>();
        for (PairResult result : results) {
            if (result.end() instanceof PairResult.Shown shown) {
                whole.add(result.milliseconds());
                for (Provenance.Timing timing : shown.steps()) {
                    steps.computeIfAbsent(timing.step(), _ -> new ArrayList<>()).add(timing.milliseconds());
                }
            }
        }
        if (!whole.isEmpty()) {
            text.append(StepTable.head());
            steps.forEach((step, durations) -> text.append(StepTable.row(step, durations)));
            text.append(StepTable.row("look, body read before", whole));
        }
    }

    private static void broken(StringBuilder text, List<PairResult> results) {
        for (PairResult result : results) {
            if (result.end() instanceof PairResult.Broken(String sentence)) {
                text.append(String.format(
                        Locale.ROOT, "BROKEN %s in %s: %s%n", result.person(), result.garment(), sentence));
            }
        }
    }

    private static long count(List<PairResult> results, java.util.function.Predicate<PairResult.End> of) {
        return results.stream().map(PairResult::end).filter(of).count();
    }

    /** A row a pair; a column for every number that any look has. RFC 4180, UTF-8. */
    public static String csv(List<PairResult> results) {
        List<String> names = results.stream()
                .flatMap(result -> result.end() instanceof PairResult.Shown shown
                        ? shown.measures().keySet().stream()
                        : java.util.stream.Stream.empty())
                .distinct()
                .sorted()
                .toList();
        StringBuilder csv = new StringBuilder("pack,person,garment,kind,outcome,reason,detail,milliseconds");
        names.forEach(name -> csv.append(',').append(name));
        csv.append("\r\n");
        for (PairResult result : results) {
            List<String> cells = new ArrayList<>(List.of(
                    result.pack(),
                    result.person(),
                    result.garment(),
                    result.kind().name().toLowerCase(Locale.ROOT)));
            Map<String, Double> measures = Map.of();
            switch (result.end()) {
                case PairResult.Shown shown -> {
                    cells.addAll(List.of(shown.preview() ? "preview" : "look", "", ""));
                    measures = shown.measures();
                }
                case PairResult.Refused(var reason, String detail) ->
                    cells.addAll(List.of("declined", reason.name().toLowerCase(Locale.ROOT), detail));
                case PairResult.Broken(String sentence) -> cells.addAll(List.of("broken", "", sentence));
            }
            cells.add(String.format(Locale.ROOT, "%.1f", result.milliseconds()));
            for (String name : names) {
                Double value = measures.get(name);
                cells.add(value == null ? "" : Double.toString(value));
            }
            csv.append(String.join(",", cells.stream().map(LookTables::quoted).toList()))
                    .append("\r\n");
        }
        return csv.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
