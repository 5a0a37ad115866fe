package org.mirrorx.models;

/**
 * Bad input from outside, told in one sentence: what is wrong, where, and what to do. Never shown to a shopper; the command line
 * prints the message and leaves with a non-zero code.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String sentence) {
        super(sentence);
    }

    public Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
