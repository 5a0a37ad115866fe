package org.mirrorx.inference.fashn;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.forge.FashnMmdit;
import org.mirrorx.models.forge.FashnSizes;
import org.mirrorx.models.forge.Precision;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.onnx.OnnxFile;

/** The small network of a recorded run, forged and opened. */
final class TinyNetwork {
    private TinyNetwork() {}

    static FashnNetwork of(GoldenCase golden) throws IOException {
        var settings = golden.json().path("settings");
        FashnSizes sizes = FashnSizes.parse(settings.path("network").toString(), golden.name());
        return open(golden.file(settings.path("checkpoint").asText()), sizes, Precision.FP32);
    }

    static FashnNetwork open(Path checkpoint, FashnSizes sizes, Precision precision) throws IOException {
        Path folder = Files.createTempDirectory("tiny");
        Path onnx = folder.resolve("tiny.onnx");
        try (Arena arena = Arena.ofConfined()) {
            OnnxFile.write(FashnMmdit.forge(SafeTensors.map(checkpoint, arena), sizes, precision), onnx);
            return new FashnNetwork(OnnxRuntime.get().open(onnx, 1));
        } finally {
            Files.deleteIfExists(onnx);
            Files.deleteIfExists(OnnxFile.weightsBeside(onnx));
            Files.deleteIfExists(folder);
        }
    }
}
