package org.mirrorx.inference.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.models.golden.GoldenCase;

/** The schedulers against recorded runs of diffusers, step by step and free, with a closed-form network. */
final class SchedulersGoldenTest {
    private static final String AREA = "schedulers";
    private static final Noise NONE = count -> {
        throw new AssertionError("no noise was recorded here");
    };

    @TestFactory
    Stream<DynamicTest> everyRecordedRunIsMet() {
        return GoldenCase.tests(AREA, golden -> {
            switch (golden.json().path("settings").path("kind").asText()) {
                case "trajectory" -> trajectory(golden);
                case "tables" -> tables(golden);
                case "timesteps" -> timesteps(golden);
                case "add_noise" -> addNoise(golden);
                case "guidance" -> guidance(golden);
                case "idm_loop" -> idmLoop(golden);
                case "ootd_loop" -> ootdLoop(golden);
                case "fashn_rf" -> rectifiedFlow(golden);
                default -> throw new AssertionError("an unknown kind of case");
            }
        });
    }

    private static void trajectory(GoldenCase golden) {
        Scheduler free = scheduler(golden);
        checkLists(golden, free);
        float[] start = start(golden, free);
        near(golden.floats("stage.start_latent"), start, golden.tolerance("per_step_abs_forced"), "start");
        int size = start.length;
        float[] samples = golden.floats("out.samples");
        float[] x = start.clone();
        for (int step = 0; step < free.steps(); step++) {
            float[] output = network(free.input(x, step), free.time(step));
            free.step(output, step, x);
            near(part(samples, step, size), x, golden.tolerance("free_run_abs"), "free step " + step);
        }
        Scheduler forced = scheduler(golden);
        float[] inputs = golden.floats("stage.model_input");
        float[] outputs = golden.floats("stage.model_output");
        double tolerance = golden.tolerance("per_step_abs_forced");
        for (int step = 0; step < forced.steps(); step++) {
            float[] sample = step == 0 ? golden.floats("stage.start_latent") : part(samples, step - 1, size);
            near(part(inputs, step, size), forced.input(sample, step), tolerance, "input of step " + step);
            float[] output = part(outputs, step, size);
            if (golden.tensors().has("stage.denoised") && hasPlainEstimate(golden, step)) {
                near(
                        part(golden.floats("stage.denoised"), step, size),
                        forced.denoised(output, step, sample),
                        tolerance * scale(golden),
                        "clean sample of step " + step);
            }
            forced.step(output, step, sample);
            near(part(samples, step, size), sample, tolerance, "forced step " + step);
        }
    }

    /** Clean samples are as large as the noise the network overlooks; tolerances are those of the samples. */
    private static double scale(GoldenCase golden) {
        double largest = 1;
        for (float number : golden.floats("stage.denoised")) {
            largest = Math.max(largest, Math.abs(number));
        }
        return Math.max(1, largest / golden.tolerance("max_abs_sample"));
    }

    /** Churned samples are not those that were recorded before the step. */
    private static boolean hasPlainEstimate(GoldenCase golden, int step) {
        return !golden.json().path("settings").path("step").has("s_churn") || step < 0;
    }

    private static float[] start(GoldenCase golden, Scheduler scheduler) {
        float[] noise = golden.floats("in.init_noise");
        if (golden.tensors().has("in.clean_latent")) {
            return scheduler.noised(golden.floats("in.clean_latent"), noise, 0);
        }
        double scale = golden.json().path("settings").path("init_noise_sigma").doubleValue();
        assertEquals(scale, scheduler.initialScale(), 3e-5 * scale, "scale of the noise");
        float[] start = new float[noise.length];
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) (scheduler.initialScale() * noise[i]);
        }
        return start;
    }

    private static void checkLists(GoldenCase golden, Scheduler scheduler) {
        double[] times = golden.doubles("out.timesteps");
        assertEquals(times.length, scheduler.steps(), "steps");
        for (int step = 0; step < times.length; step++) {
            assertEquals(times[step], scheduler.time(step), golden.tolerance("timesteps_abs"), "time " + step);
        }
        if (golden.tensors().has("out.sigmas")) {
            double[] sigmas = golden.doubles("out.sigmas");
            double[] found = switch (scheduler) {
                case EulerFamily euler -> euler.sigmas;
                case MultistepFamily multistep -> multistep.sigmas;
                default -> new double[0];
            };
            // The recorded list is whole even where a sampling begins later.
            for (int i = 0; i < found.length; i++) {
                double expected = sigmas[sigmas.length - found.length + i];
                assertEquals(expected, found[i], golden.tolerance("sigmas_rel") * Math.abs(expected), "sigma " + i);
            }
        }
    }

    private static Scheduler scheduler(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        return Scheduler.of(
                SchedulerKind.named(settings.path("class").asText()).orElseThrow(),
                config(settings.path("scheduler_config"), golden),
                run(golden));
    }

    private static SchedulerConfig config(JsonNode json, GoldenCase golden) {
        return SchedulerConfig.parse(json.toString(), golden.name());
    }

    private static SchedulerRun run(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        JsonNode step = settings.path("step");
        boolean tcd = settings.path("class").asText().equals(SchedulerKind.TCD.published());
        SchedulerRun.Churn churn = new SchedulerRun.Churn(
                step.path("s_churn").asDouble(0),
                step.path("s_tmin").asDouble(0),
                step.path("s_tmax").asDouble(Double.POSITIVE_INFINITY),
                step.path("s_noise").asDouble(1));
        JsonNode mu = settings.path("set_timesteps").path("mu");
        return new SchedulerRun(
                settings.path("num_inference_steps").intValue(),
                settings.path("start_index").asInt(0),
                recorded(golden),
                step.path("eta").asDouble(tcd ? 0.3 : 0),
                step.path("use_clipped_model_output").asBoolean()
                        ? SchedulerRun.Estimate.FROM_CLAMPED
                        : SchedulerRun.Estimate.AS_PREDICTED,
                churn,
                mu.isNumber() ? OptionalDouble.of(mu.doubleValue()) : OptionalDouble.empty());
    }

    /** The noise the reference drew, in its order. */
    private static Noise recorded(GoldenCase golden) {
        if (!golden.tensors().has("in.step_noise")) {
            return NONE;
        }
        float[] all = golden.floats("in.step_noise");
        int draws = golden.tensors().get("in.step_noise_index").toInts().length;
        Deque<float[]> left = new ArrayDeque<>();
        for (int i = 0; i < draws; i++) {
            left.add(part(all, i, all.length / draws));
        }
        return count -> left.removeFirst();
    }

    private static float[] network(float[] x, double time) {
        return network(x, 0.5, 1.5, time / 250, 0.25, 0);
    }

    /** factor · sin(speed · x + phase) + slope · x + constant. */
    private static float[] network(
            float[] x, double factor, double speed, double phase, double slope, double constant) {
        float[] output = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            output[i] = (float) (factor * Math.sin(speed * x[i] + phase) + slope * x[i] + constant);
        }
        return output;
    }

    private static void tables(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        double[] betas = NoiseTable.betas(
                NoiseTable.BetaSchedule.valueOf(
                        settings.path("beta_schedule").asText().toUpperCase(java.util.Locale.ROOT)),
                settings.path("beta_start").doubleValue(),
                settings.path("beta_end").doubleValue(),
                settings.path("num_train_timesteps").intValue());
        double[] alphas = NoiseTable.alphas(betas, NoiseTable.TerminalSnr.AS_TRAINED);
        double[] zero = NoiseTable.alphas(betas, NoiseTable.TerminalSnr.ZERO);
        double[] expectedBetas = golden.doubles("out.betas");
        double[] expectedAlphas = golden.doubles("out.alphas_cumprod");
        double[] expectedZero = golden.doubles("out.alphas_cumprod_zero_snr");
        double[] zeroBetas = golden.doubles("out.betas_zero_snr");
        for (int i = 0; i < betas.length; i++) {
            assertEquals(expectedBetas[i], betas[i], 1e-6 * expectedBetas[i] + 1e-7 * betas[0], "beta " + i);
            assertEquals(
                    expectedAlphas[i],
                    alphas[i],
                    2 * golden.tolerance("alphas_cumprod_rel") * Math.max(expectedAlphas[i], 0.1),
                    "alpha " + i);
            assertEquals(expectedZero[i], zero[i], golden.tolerance("zsnr_abs"), "alpha with zero end " + i);
            double beta = 1 - zero[i] / (i == 0 ? 1 : zero[i - 1]);
            double near = 2 * golden.tolerance("zsnr_abs") / (i == 0 ? 1 : zero[i - 1]);
            assertEquals(zeroBetas[i], beta, near, "beta with zero end " + i);
        }
    }

    private static void timesteps(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        for (String key : golden.tensors().names()) {
            String[] parts = key.split("\\.");
            SchedulerKind kind = SchedulerKind.named(parts[1]).orElseThrow();
            int steps = Integer.parseInt(parts[parts.length - 1].substring(1));
            var json = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
            for (String copied : List.of("beta_schedule", "beta_start", "beta_end", "num_train_timesteps")) {
                json.set(copied, settings.get(copied));
            }
            if (parts.length > 3) {
                json.put("timestep_spacing", parts[2]);
                json.put("steps_offset", Integer.parseInt(parts[3].substring("offset".length())));
            }
            Scheduler scheduler = Scheduler.of(kind, config(json, golden), SchedulerRun.of(steps, NONE));
            double[] expected = golden.doubles(key);
            assertEquals(expected.length, scheduler.steps(), key);
            boolean whole = golden.tensors().get(key).type() == org.mirrorx.models.ElementType.I32;
            for (int step = 0; step < expected.length; step++) {
                assertEquals(
                        expected[step],
                        scheduler.time(step),
                        golden.tolerance(whole ? "int_abs" : "float_abs"),
                        key + " step " + step);
            }
        }
    }

    private static void addNoise(GoldenCase golden) {
        SchedulerConfig config = config(golden.json().path("settings").path("scheduler_config"), golden);
        double[] alphas = config.alphas();
        int[] timesteps = golden.tensors().get("in.timesteps").toInts();
        float[] clean = golden.floats("in.sample");
        float[] noise = golden.floats("in.noise");
        for (int k = 0; k < timesteps.length; k++) {
            double alpha = alphas[timesteps[k]];
            float[] noised = AlphaScheduler.noised(clean, noise, alpha);
            near(part(golden.floats("out.noisy"), k, clean.length), noised, golden.tolerance("abs"), "noised " + k);
            // The velocity is what a network of that prediction says: it must give back sample and noise.
            float[] velocity = part(golden.floats("out.velocity"), k, clean.length);
            for (int i = 0; i < clean.length; i++) {
                double a = Math.sqrt(alpha);
                double s = Math.sqrt(1 - alpha);
                assertEquals(clean[i], Prediction.V_PREDICTION.clean(noised[i], velocity[i], a, s), 2e-5, "clean " + i);
                assertEquals(noise[i], Prediction.V_PREDICTION.noise(noised[i], velocity[i], a, s), 2e-5, "noise " + i);
            }
        }
    }

    private static void guidance(GoldenCase golden) {
        JsonNode pairs = golden.json().path("settings").path("pairs_guidance_scale_rescale");
        int samples = golden.tensors().get("in.cond").shape().side(0);
        for (int i = 0; i < pairs.size(); i++) {
            float[] guided = golden.floats("in.cond");
            new Guidance(pairs.get(i).get(0).doubleValue(), pairs.get(i).get(1).doubleValue(), 0)
                    .apply(guided, golden.floats("in.uncond"), samples);
            near(golden.floats("out.guided_" + i), guided, golden.tolerance("abs"), "pair " + i);
        }
    }

    private static void idmLoop(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        Scheduler scheduler =
                Scheduler.of(SchedulerKind.DDPM, config(settings.path("scheduler_config"), golden), run(golden));
        Guidance guidance = new Guidance(
                settings.path("guidance_scale").doubleValue(),
                settings.path("guidance_rescale").doubleValue(),
                0);
        float[] x = golden.floats("in.init_noise");
        int size = x.length;
        float[][] last = {x};
        int[] step = {0};
        Denoiser denoiser = (sample, time, branch, output) -> {
            if (branch == Denoiser.Branch.CONDITIONAL && step[0] > 0) {
                near(
                        part(golden.floats("out.samples"), step[0] - 1, size),
                        last[0],
                        golden.tolerance("free_run_abs"),
                        "after step " + (step[0] - 1));
            }
            float[] numbers = switch (branch) {
                case CONDITIONAL -> network(sample, time);
                case UNCONDITIONAL -> network(sample, 0.4, 1.2, time / 300, 0, -0.1);
            };
            step[0] += branch == Denoiser.Branch.CONDITIONAL ? 1 : 0;
            System.arraycopy(numbers, 0, output, 0, size);
        };
        new Sampling(denoiser, scheduler, guidance).run(x, Sampling.Watcher.NOBODY, new Cancellation());
        near(
                part(golden.floats("out.samples"), scheduler.steps() - 1, size),
                x,
                golden.tolerance("free_run_abs"),
                "the end");
    }

    private static void ootdLoop(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        SchedulerConfig config = config(settings.path("scheduler_config"), golden);
        Scheduler scheduler = Scheduler.of(SchedulerKind.UNIPC, config, run(golden));
        Guidance guidance = Guidance.of(settings.path("image_guidance_scale").doubleValue());
        float[] noise = golden.floats("in.init_noise");
        float[] x = noise.clone();
        int size = x.length;
        float[] original = golden.floats("in.image_latents");
        for (int i = 0; i < size; i++) {
            original[i] *= settings.path("vae_scaling_factor").floatValue();
        }
        float[] mask = golden.floats("in.mask");
        double tolerance = golden.tolerance("free_run_abs");
        double[] times = golden.doubles("out.timesteps");
        for (int step = 0; step < times.length; step++) {
            assertEquals(times[step], scheduler.time(step), "time " + step);
        }
        for (int step = 0; step < scheduler.steps(); step++) {
            float[] guided = network(x, scheduler.time(step));
            guidance.apply(guided, network(x, 0.4, 1.2, scheduler.time(step) / 300, 0, -0.1), 1);
            near(part(golden.floats("stage.guided"), step, size), guided, tolerance, "guided " + step);
            scheduler.step(guided, step, x);
            near(part(golden.floats("stage.stepped"), step, size), x, tolerance, "stepped " + step);
            float[] kept = step + 1 < scheduler.steps() ? scheduler.noised(original, noise, step + 1) : original;
            for (int i = 0; i < size; i++) {
                float share = mask[i % mask.length];
                x[i] = (1 - share) * kept[i] + share * x[i];
            }
            near(part(golden.floats("out.samples"), step, size), x, tolerance, "blended " + step);
        }
    }

    private static void rectifiedFlow(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        int steps = settings.path("num_timesteps").intValue();
        RectifiedFlow flow =
                new RectifiedFlow(steps, settings.path("time_shift_mu").doubleValue());
        double[] times = golden.doubles("out.times");
        for (int i = 0; i < times.length; i++) {
            assertEquals(times[i], flow.times()[i], golden.tolerance("times_abs"), "time " + i);
        }
        float[] x = golden.floats("in.init_noise");
        Denoiser denoiser = (sample, time, branch, output) -> {
            float[] numbers = switch (branch) {
                case CONDITIONAL -> network(sample, 0.5, 1.5, 4 * time, 0.25, 0);
                case UNCONDITIONAL -> network(sample, 0.4, 1.2, 3 * time, 0, -0.1);
            };
            System.arraycopy(numbers, 0, output, 0, numbers.length);
        };
        int unguided = settings.path("skip_cfg_last_n_steps").intValue();
        Guidance guidance = new Guidance(settings.path("guidance_scale").doubleValue(), 0, unguided);
        new Sampling(denoiser, flow, guidance).run(x, Sampling.Watcher.NOBODY, new Cancellation());
        near(part(golden.floats("out.samples"), steps - 1, x.length), x, golden.tolerance("free_run_abs"), "the end");
        double[] pixels = golden.doubles("out.pixels");
        for (int i = 0; i < x.length; i++) {
            int level = (int) ((Math.clamp(x[i], -1f, 1f) + 1) * 0.5f * 255);
            assertEquals(pixels[i], level, golden.tolerance("pixels_abs"), "pixel " + i);
        }
    }

    private static float[] part(float[] all, int index, int size) {
        return Arrays.copyOfRange(all, index * size, (index + 1) * size);
    }

    private static void near(float[] expected, float[] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertTrue(Float.isFinite(found[i]), what + " number " + i + " is " + found[i]);
            assertEquals(expected[i], found[i], tolerance, what + " number " + i);
        }
    }
}
