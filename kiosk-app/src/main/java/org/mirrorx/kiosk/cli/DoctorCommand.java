package org.mirrorx.kiosk.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.mirrorx.kiosk.Places;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mirrorx doctor}: what this machine has, what is wrong and what to do. */
@Command(
        name = "doctor",
        description = "Check this machine: Java, native libraries, processors, memory, graphics card, cameras, display,"
                + " catalog and packs. Says what is wrong and what to do.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final House house;
    private final Terminal terminal;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    DoctorCommand(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        terminal.out().println(json ? json(findings) : text(findings));
        boolean missing = findings.stream().anyMatch(finding -> finding.state() == Finding.State.MISSING);
        return missing ? ExitCode.DEVICE_MISSING.number() : ExitCode.DONE.number();
    }

    private List<Finding> findings() {
        Places places = house.places();
        House.Diagnosis diagnosis = house.diagnosis();
        String build = "The native library is part of MirrorX: build or install it again for this system.";
        List<Finding> findings = new ArrayList<>();
        findings.add(Machine.java());
        findings.add(essential("opencv", diagnosis::openCv, build));
        findings.add(essential("onnx runtime", diagnosis::onnxRuntime, build));
        findings.add(essential("networks", diagnosis::networks, "Build or install MirrorX again."));
        findings.add(Machine.processors());
        findings.add(Machine.memory());
        findings.add(Machine.graphics());
        findings.add(Machine.cameras());
        findings.add(Machine.display(System.getenv()));
        findings.add(Machine.folder("data", places.data()));
        findings.add(Machine.folder("cache", places.cache()));
        findings.add(wanted(
                "catalog",
                diagnosis::catalog,
                "Fill it with `mirrorx catalog import FOLDER`; the samples work without."));
        findings.add(
                wanted("packs", diagnosis::packs, "`mirrorx models install FOLDER` makes hair and skin more exact."));
        findings.add(wanted(
                "photo-real",
                diagnosis::photoReal,
                "`mirrorx models install FOLDER` with the files of FASHN VTON 1.5 adds a photo-real engine."));
        diagnosis.unusedDevices().forEach(reason -> findings.add(Finding.hint("device", reason, "")));
        return findings;
    }

    private static Finding essential(String name, Supplier<String> check, String advice) {
        try {
            return Finding.fine(name, check.get());
        } catch (RuntimeException | LinkageError broken) {
            return Finding.missing(name, reason(broken), advice);
        }
    }

    private static Finding wanted(String name, Supplier<String> check, String advice) {
        try {
            String value = check.get();
            return value.isEmpty() ? Finding.hint(name, "empty", advice) : Finding.fine(name, value);
        } catch (RuntimeException | LinkageError broken) {
            return Finding.hint(name, reason(broken), advice);
        }
    }

    private static String reason(Throwable broken) {
        return String.valueOf(broken.getMessage()).lines().findFirst().orElse("does not work");
    }

    private static String text(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            String mark = switch (finding.state()) {
                case FINE -> "ok";
                case HINT -> "note";
                case MISSING -> "MISSING";
            };
            text.append(String.format(Locale.ROOT, "%-8s %-13s %s%n", mark, finding.name(), finding.value()));
            if (!finding.advice().isEmpty()) {
                text.append(String.format(Locale.ROOT, "%-22s %s%n", "", finding.advice()));
            }
        }
        long missing = findings.stream()
                .filter(finding -> finding.state() == Finding.State.MISSING)
                .count();
        text.append(
                switch ((int) Math.min(2, missing)) {
                    case 0 -> "MirrorX can make looks here.";
                    case 1 -> "1 essential thing is missing.";
                    default -> missing + " essential things are missing.";
                });
        return text.toString();
    }

    private static String json(List<Finding> findings) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("ready", findings.stream().noneMatch(finding -> finding.state() == Finding.State.MISSING));
        ArrayNode all = root.putArray("findings");
        for (Finding finding : findings) {
            all.addObject()
                    .put("name", finding.name())
                    .put("state", finding.state().name().toLowerCase(Locale.ROOT))
                    .put("value", finding.value())
                    .put("advice", finding.advice());
        }
        return root.toPrettyString();
    }
}
