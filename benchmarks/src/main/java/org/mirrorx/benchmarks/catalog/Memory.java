package org.mirrorx.benchmarks.catalog;

import java.util.OptionalLong;
import org.mirrorx.kiosk.bench.ResidentMemory;

/** The most memory this process ever had in RAM, in words. */
final class Memory {
    private Memory() {}

    static String peak() {
        OptionalLong bytes = ResidentMemory.peak();
        return bytes.isPresent() ? (bytes.getAsLong() >> 20) + " MB" : "unknown here";
    }
}
