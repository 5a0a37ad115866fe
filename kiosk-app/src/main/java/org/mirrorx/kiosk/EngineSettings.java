package org.mirrorx.kiosk;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.mirrorx.inference.fashn.FashnSettings;
import org.mirrorx.inference.fashn.StepChoice;
import org.mirrorx.models.Refusal;

/**
 * How the photo-real engine draws; {@code engines.properties} in the folder of settings.
 *
 * @param fashn its guidance
 * @param steps 1 to 100; 0 for as many as fit into the time a shopper waits
 */
record EngineSettings(FashnSettings fashn, int steps) {
    private static final String FILE = "engines.properties";
    private static final String STEPS = "fashn.steps";
    private static final String GUIDANCE = "fashn.guidance";
    private static final String PERSON = "fashn.person";
    private static final List<String> KEYS = List.of(STEPS, GUIDANCE, PERSON);
    private static final String AS_THEY_CAME = "as-they-came";
    private static final String AUTO = "auto";

    /** @throws Refusal when the file is there and cannot be read, or says something that is not known */
    static EngineSettings read(Path folder) {
        Path file = folder.resolve(FILE);
        Properties set = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                set.load(reader);
            } catch (IOException | IllegalArgumentException fault) {
                throw new Refusal(
                        "The settings " + file
                                + " cannot be read as text of keys and values; write them anew or delete it.",
                        fault);
            }
            for (String key : set.stringPropertyNames()) {
                if (!KEYS.contains(key)) {
                    throw new Refusal("The settings " + file + " name \"" + key + "\", which is unknown; known are "
                            + String.join(", ", KEYS) + ".");
                }
            }
        }
        FashnSettings published = FashnSettings.PUBLISHED;
        String steps = set.getProperty(STEPS, AUTO).strip();
        if (!steps.equals(AUTO) && !steps.matches("[1-9]\\d?|100")) {
            throw new Refusal("The settings " + file + " say " + STEPS + " = \"" + steps
                    + "\"; write auto or a number from 1 to 100.");
        }
        String guidance =
                set.getProperty(GUIDANCE, Double.toString(published.guidance())).strip();
        if (!guidance.matches("[1-9](\\.\\d{1,4})?|10")) {
            throw new Refusal("The settings " + file + " say " + GUIDANCE + " = \"" + guidance
                    + "\"; write a number from 1 to 10, such as 1.5.");
        }
        String person = set.getProperty(PERSON, AS_THEY_CAME).strip();
        if (!person.equals(AS_THEY_CAME) && !person.equals("clothes-hidden")) {
            throw new Refusal("The settings " + file + " say " + PERSON + " = \"" + person + "\"; write " + AS_THEY_CAME
                    + " or clothes-hidden.");
        }
        return new EngineSettings(
                new FashnSettings(
                        published.steps(),
                        Double.parseDouble(guidance),
                        published.unguidedSteps(),
                        person.equals(AS_THEY_CAME)
                                ? FashnSettings.Person.AS_THEY_CAME
                                : FashnSettings.Person.CLOTHES_HIDDEN),
                steps.equals(AUTO) ? 0 : Integer.parseInt(steps));
    }

    StepChoice choice() {
        return steps == 0 ? StepChoice.measured() : StepChoice.always(steps);
    }
}
