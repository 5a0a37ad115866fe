package org.mirrorx.inference.ort;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.List;
import java.util.Map;

/** What a network can compute on, the best first. A provider is used only after its self-test: {@link SelfTest}. */
public enum Provider {
    /** NVIDIA cards, kernels compiled for the network at the first run. */
    TENSORRT(OrtProvider.TENSOR_RT, "TensorRT"),
    /** NVIDIA cards. */
    CUDA(OrtProvider.CUDA, "CUDA"),
    /** Cards of every maker on Windows; unproven. */
    DIRECTML(OrtProvider.DIRECT_ML, "DirectML"),
    /** Cards of every maker through Vulkan, Metal or Direct3D; unproven. */
    WEBGPU(OrtProvider.WEBGPU, "WebGPU"),
    /** Always there. */
    CPU(OrtProvider.CPU, "processor");

    private final OrtProvider runtime;
    private final String title;

    Provider(OrtProvider runtime, String title) {
        this.runtime = runtime;
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether the native library was built with it. */
    boolean isBuiltIn() {
        return OnnxRuntime.get().environmentProviders().contains(runtime);
    }

    /** Whether it computes on a graphics card. */
    public boolean isCard() {
        return this != CPU;
    }

    /**
     * Adds it to a session. The first card is meant.
     *
     * @throws OrtException when its libraries do not load
     */
    void addTo(SessionOptions options) throws OrtException {
        switch (this) {
            case TENSORRT -> {
                try (var tensorRt = new OrtTensorRTProviderOptions(0)) {
                    tensorRt.add("trt_fp16_enable", "1");
                    options.addTensorrt(tensorRt);
                }
            }
            case CUDA -> {
                try (var cuda = new OrtCUDAProviderOptions(0)) {
                    cuda.add("arena_extend_strategy", "kSameAsRequested");
                    options.addCUDA(cuda);
                }
            }
            case DIRECTML -> addDevices(options, "DmlExecutionProvider");
            case WEBGPU -> addDevices(options, "WebGpuExecutionProvider");
            case CPU -> {}
        }
    }

    private static void addDevices(SessionOptions options, String name) throws OrtException {
        var devices = OnnxRuntime.get().devices(name);
        if (devices.isEmpty()) {
            throw new OrtException("no device answers to " + name);
        }
        options.addExecutionProvider(List.of(devices.getFirst()), Map.of());
    }
}
