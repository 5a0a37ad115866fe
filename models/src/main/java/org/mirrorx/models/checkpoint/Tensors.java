package org.mirrorx.models.checkpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;

/** The tensors of one checkpoint by their published names, in the order of the file; views, never a copy of the whole. */
public final class Tensors {
    private final String source;
    private final SequencedMap<String, Tensor> byName = new LinkedHashMap<>();

    /**
     * @param source the file, as a person would recognise it in an error
     * @throws Refusal when two tensors have one name
     */
    public Tensors(String source, Collection<Tensor> tensors) {
        this.source = source;
        for (Tensor tensor : tensors) {
            if (byName.putIfAbsent(tensor.name(), tensor) != null) {
                throw new Refusal(source + " has two tensors named " + tensor.name() + "; take the published file.");
            }
        }
    }

    public String source() {
        return source;
    }

    public SequencedSet<String> names() {
        return Collections.unmodifiableSequencedSet(byName.sequencedKeySet());
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * The tensors of one dictionary of the file, such as {@code state_dict}, by their names there.
     *
     * @throws Refusal when the file has no such dictionary
     */
    public Tensors below(String dictionary) {
        return startingWith(dictionary + "/");
    }

    /**
     * The tensors whose names begin with this, without it, such as {@code module.} of a network trained on several cards.
     *
     * @throws Refusal when no name begins with it
     */
    public Tensors startingWith(String prefix) {
        List<Tensor> chosen = byName.values().stream()
                .filter(tensor -> tensor.name().startsWith(prefix))
                .map(tensor -> new Tensor(
                        tensor.name().substring(prefix.length()), tensor.type(), tensor.shape(), tensor.bytes()))
                .toList();
        if (chosen.isEmpty()) {
            throw new Refusal(source + " has no tensors " + prefix + "…; take the published file.");
        }
        return new Tensors(source, chosen);
    }

    /** @throws Refusal when the file has no such tensor */
    public Tensor get(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new Refusal(source + " has no tensor " + name + "; take the published file.");
        }
        return tensor;
    }

    /** @throws Refusal when the file has no such tensor or it is of another type or shape */
    public Tensor get(String name, ElementType type, Shape shape) {
        Tensor tensor = get(name);
        if (tensor.type() != type || !tensor.shape().equals(shape)) {
            throw new Refusal(source + ": tensor " + name + " is " + tensor.type() + " " + tensor.shape()
                    + " where the network needs " + type + " " + shape + "; take the published file.");
        }
        return tensor;
    }
}
