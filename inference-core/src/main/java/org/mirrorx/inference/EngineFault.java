package org.mirrorx.inference;

/**
 * Every engine asked failed or broke its promise (pixels outside its changed region touched, nothing changed, another face). A bug,
 * never an outcome: nothing is shown.
 */
public class EngineFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineFault(String sentence) {
        super(sentence);
    }

    public EngineFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
