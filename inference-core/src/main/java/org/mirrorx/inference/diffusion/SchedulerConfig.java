package org.mirrorx.inference.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.models.Refusal;

/**
 * A published {@code scheduler_config.json}. Each solver has defaults of its own for what the file leaves out; values that no solver here
 * computes are refused, never ignored.
 */
public final class SchedulerConfig {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Switches of which only one position is computed here. */
    private static final Map<String, String> ONLY = Map.ofEntries(
            Map.entry("trained_betas", "null"),
            Map.entry("thresholding", "false"),
            Map.entry("use_exponential_sigmas", "false"),
            Map.entry("use_beta_sigmas", "false"),
            Map.entry("use_lu_lambdas", "false"),
            Map.entry("use_flow_sigmas", "false"),
            Map.entry("predict_x0", "true"),
            Map.entry("timestep_type", "discrete"),
            Map.entry("interpolation_type", "linear"),
            Map.entry("invert_sigmas", "false"),
            Map.entry("shift_terminal", "null"),
            Map.entry("stochastic_sampling", "false"),
            Map.entry("skip_prk_steps", "true"),
            Map.entry("disable_corrector", "[]"),
            Map.entry("solver_p", "null"),
            Map.entry("sigma_min", "null"),
            Map.entry("sigma_max", "null"));

    private final JsonNode json;
    private final String source;

    private SchedulerConfig(JsonNode json, String source) {
        this.json = json;
        this.source = source;
    }

    /**
     * Reads a configuration.
     *
     * @param source the file, as errors call it
     * @throws Refusal when it is no JSON object or asks for what no solver here computes
     */
    public static SchedulerConfig parse(String json, String source) {
        try {
            JsonNode node = JSON.readTree(json);
            if (!node.isObject()) {
                throw new Refusal(source + " is not a configuration of a scheduler; take the published file.");
            }
            SchedulerConfig config = new SchedulerConfig(node, source);
            ONLY.forEach(config::requireOnly);
            config.requireNoClipping();
            return config;
        } catch (JsonProcessingException malformed) {
            throw new Refusal(source + " is not JSON; take the published file.", malformed);
        }
    }

    /** The solver the file names. */
    public Optional<SchedulerKind> named() {
        return SchedulerKind.named(json.path("_class_name").asText());
    }

    /** Minus infinity, as a number or as a text, clips nothing. */
    private void requireNoClipping() {
        JsonNode found = json.path("lambda_min_clipped");
        boolean none = found.isMissingNode()
                || found.isNull()
                || found.asText().equals("-inf")
                || found.isNumber() && found.doubleValue() == Double.NEGATIVE_INFINITY;
        if (!none) {
            throw refuse("lambda_min_clipped", found, "-inf");
        }
    }

    /** The same for a solver that does not know these keys. */
    SchedulerConfig without(String... keys) {
        ObjectNode fewer = json.deepCopy();
        fewer.remove(List.of(keys));
        return new SchedulerConfig(fewer, source);
    }

    private void requireOnly(String key, String value) {
        JsonNode found = json.get(key);
        if (found != null && !(found.isTextual() ? found.asText() : found.toString()).equals(value)) {
            throw refuse(key, found, value);
        }
    }

    int whole(String key, int otherwise) {
        JsonNode found = json.path(key);
        if (found.isMissingNode() || found.isNull()) {
            return otherwise;
        }
        if (!found.isIntegralNumber()
                || !found.canConvertToInt()
                || found.intValue() < 0
                || found.intValue() > 1_000_000) {
            throw refuse(key, found, Integer.toString(otherwise));
        }
        return found.intValue();
    }

    double real(String key, double otherwise) {
        JsonNode found = json.path(key);
        if (found.isMissingNode() || found.isNull()) {
            return otherwise;
        }
        if (!found.isNumber() || !Double.isFinite(found.doubleValue())) {
            throw refuse(key, found, Double.toString(otherwise));
        }
        return found.doubleValue();
    }

    boolean isOn(String key, boolean otherwise) {
        JsonNode found = json.path(key);
        if (found.isMissingNode() || found.isNull()) {
            return otherwise;
        }
        if (!found.isBoolean()) {
            throw refuse(key, found, Boolean.toString(otherwise));
        }
        return found.booleanValue();
    }

    /** One of a set of words; the enum's names in lower case, with an underscore or a hyphen between. */
    <E extends Enum<E>> E choice(String key, E otherwise) {
        JsonNode found = json.path(key);
        if (found.isMissingNode() || found.isNull()) {
            return otherwise;
        }
        List<E> values = List.of(otherwise.getDeclaringClass().getEnumConstants());
        for (E value : values) {
            if (word(value).equals(found.asText().replace('-', '_').replace("++", "pp"))) {
                return value;
            }
        }
        throw refuse(
                key,
                found,
                String.join(" or ", values.stream().map(SchedulerConfig::word).toList()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Refusal refuse(String key, JsonNode found, String known) {
        String shown = found.toString();
        return new Refusal(source + " says " + key + " = " + shown.substring(0, Math.min(60, shown.length()))
                + ", which MirrorX cannot compute; it knows " + known + ".");
    }

    // what all diffusion solvers share

    int trainSteps() {
        int steps = whole("num_train_timesteps", 1000);
        if (steps < 2) {
            throw refuse("num_train_timesteps", json.path("num_train_timesteps"), "2 and more");
        }
        return steps;
    }

    /** The training's steps. @throws Refusal when a sampling wants more of them than there are */
    int trainSteps(SchedulerRun run) {
        if (run.steps() > trainSteps()) {
            throw new Refusal("A sampling of " + run.steps() + " steps does not fit a network that was trained with "
                    + trainSteps() + "; take fewer.");
        }
        return trainSteps();
    }

    Prediction prediction() {
        return choice("prediction_type", Prediction.EPSILON);
    }

    int offset() {
        return whole("steps_offset", 0);
    }

    /** Cumulative products ᾱ of the training's schedule. */
    double[] alphas() {
        return NoiseTable.alphas(this);
    }
}
