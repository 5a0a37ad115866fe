package org.mirrorx.models.onnx;

import java.util.ArrayList;
import java.util.List;

/** A setting of a node, fixed when the network is built. */
sealed interface Attribute {
    String name();

    record Whole(String name, long number) implements Attribute {}

    record Wholes(String name, List<Long> numbers) implements Attribute {
        public Wholes {
            numbers = List.copyOf(numbers);
        }
    }

    record Real(String name, float number) implements Attribute {}

    record Text(String name, String text) implements Attribute {}

    static Attribute of(String name, long number) {
        return new Whole(name, number);
    }

    static Attribute of(String name, int... numbers) {
        List<Long> wholes = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            wholes.add((long) number);
        }
        return new Wholes(name, wholes);
    }

    static Attribute of(String name, float number) {
        return new Real(name, number);
    }

    static Attribute of(String name, String text) {
        return new Text(name, text);
    }
}
