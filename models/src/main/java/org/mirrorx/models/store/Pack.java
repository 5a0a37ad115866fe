package org.mirrorx.models.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.Refusal;

/**
 * An installed pack.
 *
 * @param folder where its files are
 * @param settings what was chosen when it was installed, such as {@code fp16} and the weights merged in, in words
 * @param sizes of the network as JSON, as its architecture reads them
 * @param files what is there now, with check sums
 * @param sources what it was made from, with check sums
 */
public record Pack(
        PackKind kind, Path folder, List<String> settings, String sizes, List<Stored> files, List<Source> sources) {
    public Pack {
        settings = List.copyOf(settings);
        files = List.copyOf(files);
        sources = List.copyOf(sources);
    }

    /**
     * A file of the pack.
     *
     * @param name in the pack's folder
     * @param sha256 64 small hexadecimal digits
     */
    public record Stored(String name, long bytes, String sha256) {}

    /**
     * A published file the pack was made from.
     *
     * @param published whether the check sum is the published one; empty where none is known
     */
    public record Source(String name, long bytes, String sha256, Optional<Boolean> published) {}

    /** The path of one of its files; empty when the pack has none of that name. */
    public Optional<Path> file(String name) {
        return files.stream().anyMatch(file -> file.name.equals(name))
                ? Optional.of(folder.resolve(name))
                : Optional.empty();
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(Stored::bytes).sum();
    }

    /** Two packs with the same hash are the same, bit for bit. */
    public String hash() {
        return org.mirrorx.models.Sha256.of(json().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("kind", kind.id());
        root.put("title", kind.title());
        root.put("licence", kind.licence().name());
        root.put("owner", kind.licence().owner());
        root.put("origin", kind.origin());
        ArrayNode chosen = root.putArray("settings");
        settings.forEach(chosen::add);
        root.put("sizes", sizes);
        ArrayNode there = root.putArray("files");
        for (Stored file : files) {
            there.addObject().put("name", file.name).put("bytes", file.bytes).put("sha256", file.sha256);
        }
        ArrayNode from = root.putArray("sources");
        for (Source source : sources) {
            ObjectNode entry = from.addObject()
                    .put("name", source.name)
                    .put("bytes", source.bytes)
                    .put("sha256", source.sha256);
            source.published.ifPresent(same -> entry.put("published", same));
        }
        return root.toPrettyString();
    }

    /** @throws Refusal when it is not what {@link #json} writes, or a file's name leads out of the folder */
    static Pack parse(String json, Path folder) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            List<Stored> files = new ArrayList<>();
            for (JsonNode file : root.path("files")) {
                String name = file.path("name").asText();
                if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                    throw damaged(folder, null);
                }
                files.add(new Stored(
                        name,
                        file.path("bytes").longValue(),
                        file.path("sha256").asText()));
            }
            List<Source> sources = new ArrayList<>();
            for (JsonNode source : root.path("sources")) {
                sources.add(new Source(
                        source.path("name").asText(),
                        source.path("bytes").longValue(),
                        source.path("sha256").asText(),
                        source.has("published")
                                ? Optional.of(source.path("published").booleanValue())
                                : Optional.empty()));
            }
            List<String> settings = new ArrayList<>();
            root.path("settings").forEach(setting -> settings.add(setting.asText()));
            return new Pack(
                    PackKind.of(root.path("kind").asText()),
                    folder,
                    settings,
                    root.path("sizes").asText(),
                    files,
                    sources);
        } catch (JsonProcessingException malformed) {
            throw damaged(folder, malformed);
        }
    }

    private static Refusal damaged(Path folder, @org.jspecify.annotations.Nullable Throwable cause) {
        String sentence =
                "The description of the pack in " + folder + " is damaged; remove the pack and install it again.";
        return cause == null ? new Refusal(sentence) : new Refusal(sentence, cause);
    }
}
