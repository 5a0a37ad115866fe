package org.mirrorx.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.models.Refusal;

/**
 * Reads Python's pickles as data (CPython, Lib/pickletools.py, protocols 0 to 5): numbers, texts, bytes, lists, tuples, dictionaries. A
 * pickle is a program that may call any function by name; here only the functions of an {@link Allowed} list exist, and they are ours.
 * Every opcode takes at least one byte, so work and memory are bounded by the file; bytes are views of it.
 */
final class Pickle {
    /** Python's values, as far as checkpoints need them. */
    sealed interface Value permits None, Bool, Whole, Real, Text, Bytes, Items, Tuple, Dictionary, Name, Made {}

    enum None implements Value {
        NONE
    }

    record Bool(boolean isTrue) implements Value {}

    record Whole(long number) implements Value {}

    record Real(double number) implements Value {}

    record Text(String text) implements Value {}

    /** Raw bytes, or a Python 2 text. */
    record Bytes(MemorySegment bytes) implements Value {}

    record Items(List<Value> items) implements Value {}

    record Tuple(List<Value> items) implements Value {}

    /** Keys as texts: numbers in digits. */
    record Dictionary(Map<String, Value> entries) implements Value {}

    /** A global that a pickle names and the list allows. */
    record Name(String module, String name) implements Value {
        @Override
        public String toString() {
            return module + " " + name;
        }
    }

    /** What one of our functions made: a tensor, a storage, a type. */
    non-sealed interface Made extends Value {
        /** The tensor it is; empty when it is none. */
        default Optional<Strided> tensor() {
            return Optional.empty();
        }
    }

    /** The only functions there are. */
    interface Allowed {
        boolean has(Name name);

        /**
         * What calling it gives.
         *
         * @throws Refusal when it is no function or the arguments are not its
         */
        Value call(Name function, List<Value> arguments, Source source);

        /**
         * What {@code __setstate__} makes of a value.
         *
         * @throws Refusal when it takes no state
         */
        void build(Value object, Value state, Source source);

        /**
         * An object that lies outside of the pickle.
         *
         * @throws Refusal where there are none
         */
        Value outside(Value id, Source source);
    }

    /** Says in one sentence what is wrong, and where. */
    record Source(String file, long at) {
        Refusal refuse(String what) {
            return new Refusal(
                    file + " cannot be read as a checkpoint: " + what + " (byte " + at + "); take the published file.");
        }
    }

    /** A value and where the pickle ends. */
    record Loaded(Value value, long end) {}

    private static final int HIGHEST_PROTOCOL = 5;

    /** Checkpoints have thousands of tensors and some fifty values for each. */
    private static final int MOST_VALUES = 5_000_000;

    private static final int MOST_TEXT = 1 << 16;
    private static final int MOST_KEY = 1024;
    private static final int MOST_LINE = 4096;
    private static final int WHOLE_BYTES = 8;

    private static final ValueLayout.OfShort SHORTS =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble BIG_DOUBLES =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment file;
    private final String source;
    private final Allowed allowed;
    private final List<Value> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Value> memo = new HashMap<>();
    private long at;
    private long opcodeAt;
    private int values;

    private Pickle(MemorySegment file, long from, String source, Allowed allowed) {
        this.file = file;
        this.at = from;
        this.source = source;
        this.allowed = allowed;
    }

    /**
     * Reads one pickle.
     *
     * @param from its first byte
     * @throws Refusal when it is malformed or names what is not allowed
     */
    static Loaded load(MemorySegment file, long from, String source, Allowed allowed) {
        return new Pickle(file, from, source, allowed).run();
    }

    private Loaded run() {
        while (true) {
            opcodeAt = at;
            int opcode = unsigned();
            if (opcode == '.') {
                return new Loaded(pop(), at);
            }
            step(opcode);
        }
    }

    private void step(int opcode) {
        switch (opcode) {
            case 0x80 -> {
                int protocol = unsigned();
                if (protocol > HIGHEST_PROTOCOL) {
                    throw refuse("its pickle is of the unknown protocol " + protocol);
                }
            }
            case 0x95 -> skipFrame();
            case '(' -> {
                count();
                marks.add(stack.size());
            }
            case '0' -> pop();
            case '1' -> sinceMark();
            case '2' -> push(top());
            case 'N' -> push(None.NONE);
            case 0x88 -> push(new Bool(true));
            case 0x89 -> push(new Bool(false));
            case 'I', 'L', 'F' -> push(lineNumber(opcode));
            case 'J' -> push(new Whole(take(Integer.BYTES).get(INTS, 0)));
            case 'K' -> push(new Whole(unsigned()));
            case 'M' -> push(new Whole(take(Short.BYTES).get(SHORTS, 0) & 0xFFFF));
            case 0x8a -> push(whole(unsigned()));
            case 0x8b -> push(whole(length(take(Integer.BYTES).get(INTS, 0))));
            case 'G' -> push(new Real(take(Double.BYTES).get(BIG_DOUBLES, 0)));
            case 'S' -> push(quoted(line()));
            case 'V' -> push(new Text(plain(line())));
            case 'T', 'B' -> push(bytes(length(take(Integer.BYTES).get(INTS, 0))));
            case 'U', 'C' -> push(bytes(unsigned()));
            case 0x8e, 0x96 -> push(bytes(take(Long.BYTES).get(LONGS, 0)));
            case 'X' -> push(text(length(take(Integer.BYTES).get(INTS, 0))));
            case 0x8c -> push(text(unsigned()));
            case 0x8d -> push(text(take(Long.BYTES).get(LONGS, 0)));
            case 'l' -> push(new Items(new ArrayList<>(sinceMark())));
            case ']' -> push(new Items(new ArrayList<>()));
            case 't' -> push(new Tuple(List.copyOf(sinceMark())));
            case ')' -> push(new Tuple(List.of()));
            case 0x85 -> push(tuple(1));
            case 0x86 -> push(tuple(2));
            case 0x87 -> push(tuple(3));
            case 'a' -> {
                Value item = pop();
                list().add(item);
            }
            case 'e' -> {
                List<Value> items = sinceMark();
                list().addAll(items);
            }
            case '}' -> push(new Dictionary(new LinkedHashMap<>()));
            case 'd' -> {
                List<Value> items = sinceMark();
                push(new Dictionary(new LinkedHashMap<>()));
                put(items);
            }
            case 's' -> {
                Value value = pop();
                put(List.of(pop(), value));
            }
            case 'u' -> put(sinceMark());
            case 'g' -> push(recall(lineWhole()));
            case 'h' -> push(recall(unsigned()));
            case 'j' -> push(recall(take(Integer.BYTES).get(INTS, 0)));
            case 'p' -> remember(lineWhole());
            case 'q' -> remember(unsigned());
            case 'r' -> remember(take(Integer.BYTES).get(INTS, 0));
            case 0x94 -> remember(memo.size());
            case 'c' -> {
                String module = line();
                push(global(module, line()));
            }
            case 0x93 -> {
                String name = textOf(pop());
                push(global(textOf(pop()), name));
            }
            case 'R', 0x81 -> {
                Value arguments = pop();
                Value function = pop();
                push(call(function, arguments));
            }
            case 'b' -> {
                Value state = pop();
                allowed.build(top(), state, here());
            }
            case 'P' -> push(allowed.outside(new Text(line()), here()));
            case 'Q' -> push(allowed.outside(pop(), here()));
            default ->
                throw refuse(String.format("its pickle has the opcode 0x%02x, which no checkpoint needs", opcode));
        }
    }

    // what opcodes do

    private Value call(Value function, Value arguments) {
        if (!(function instanceof Name name) || !(arguments instanceof Tuple(List<Value> items))) {
            throw refuse("its pickle calls something that is no function");
        }
        return allowed.call(name, items, here());
    }

    private Name global(String module, String name) {
        Name global = new Name(module, name);
        if (!allowed.has(global)) {
            String shown = (module + " " + name).replaceAll("\\p{Cntrl}", "?");
            throw new Refusal(source + " is not safe: its pickle asks for \""
                    + shown.substring(0, Math.min(100, shown.length())) + "\" (byte " + opcodeAt
                    + "), which no checkpoint needs; delete it and take the published file.");
        }
        return global;
    }

    private void put(List<Value> items) {
        if (items.size() % 2 != 0 || !(top() instanceof Dictionary(Map<String, Value> entries))) {
            throw refuse("its pickle fills what is no dictionary");
        }
        for (int i = 0; i < items.size(); i += 2) {
            if (entries.putIfAbsent(key(items.get(i)), items.get(i + 1)) != null) {
                throw refuse("its pickle has a dictionary with one key twice");
            }
        }
    }

    /** Texts, because texts that hash alike are still found quickly, and few of them name a tensor. */
    private String key(Value value) {
        String key = switch (value) {
            case Text(String text) -> text;
            case Bytes(MemorySegment bytes) -> latin1(bytes);
            case Whole(long number) -> Long.toString(number);
            case Bool(boolean isTrue) -> Boolean.toString(isTrue);
            case Real(double number) -> Double.toString(number);
            case None _ -> "none";
            case Items _, Tuple _, Dictionary _, Name _, Made _ ->
                throw refuse("its pickle has a dictionary whose key is neither a text nor a number");
        };
        if (key.length() > MOST_KEY) {
            throw refuse("its pickle has a key of " + key.length() + " characters");
        }
        return key;
    }

    private Value recall(long number) {
        Value value = memo.get(number);
        if (value == null) {
            throw refuse("its pickle refers to a value it does not have");
        }
        return value;
    }

    private List<Value> list() {
        if (!(top() instanceof Items(List<Value> items))) {
            throw refuse("its pickle appends to what is no list");
        }
        return items;
    }

    private Tuple tuple(int count) {
        Value[] items = new Value[count];
        for (int i = count - 1; i >= 0; i--) {
            items[i] = pop();
        }
        return new Tuple(List.of(items));
    }

    private List<Value> sinceMark() {
        if (marks.isEmpty()) {
            throw refuse("its pickle has no mark where one is needed");
        }
        List<Value> above = stack.subList(marks.removeLast(), stack.size());
        List<Value> items = new ArrayList<>(above);
        above.clear();
        return items;
    }

    private void push(Value value) {
        count();
        stack.add(value);
    }

    private void remember(long number) {
        count();
        memo.put(number, top());
    }

    private void count() {
        if (++values > MOST_VALUES) {
            throw refuse("its pickle has more values than any checkpoint needs");
        }
    }

    private Value top() {
        if (stack.size() <= floor()) {
            throw refuse("its pickle takes a value where there is none");
        }
        return stack.getLast();
    }

    private Value pop() {
        Value value = top();
        stack.removeLast();
        return value;
    }

    /** Values below the newest mark are out of reach. */
    private int floor() {
        return marks.isEmpty() ? 0 : marks.getLast();
    }

    // bytes

    private int unsigned() {
        return take(1).get(ValueLayout.JAVA_BYTE, 0) & 0xFF;
    }

    private MemorySegment take(long bytes) {
        if (bytes < 0 || bytes > file.byteSize() - at) {
            throw refuse(
                    bytes < 0
                            ? "its pickle gives a negative length"
                            : "its pickle wants " + bytes + " more bytes where the file has " + (file.byteSize() - at));
        }
        MemorySegment taken = file.asSlice(at, bytes);
        at += bytes;
        return taken;
    }

    /** The frame's own length says nothing that the opcodes do not say. */
    private void skipFrame() {
        long length = take(Long.BYTES).get(LONGS, 0);
        if (length < 0 || length > file.byteSize() - at) {
            throw refuse("its pickle wants more bytes than the file has");
        }
    }

    private long length(int signed) {
        if (signed < 0) {
            throw refuse("its pickle gives a negative length");
        }
        return signed;
    }

    private Bytes bytes(long length) {
        return new Bytes(take(length));
    }

    /** Texts are names; bytes of numbers that Python 2's protocol keeps in a text are taken as they lie. */
    private Value text(long length) {
        MemorySegment utf8 = take(length);
        return length > MOST_TEXT
                ? new Bytes(utf8)
                : new Text(new String(utf8.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
    }

    private Whole whole(long bytes) {
        MemorySegment digits = take(bytes);
        if (bytes > WHOLE_BYTES) {
            throw refuse("its pickle has a number of " + bytes + " bytes");
        }
        long number = bytes > 0 && digits.get(ValueLayout.JAVA_BYTE, bytes - 1) < 0 ? -1 : 0;
        for (long i = bytes - 1; i >= 0; i--) {
            number = number << 8 | digits.get(ValueLayout.JAVA_BYTE, i) & 0xFF;
        }
        return new Whole(number);
    }

    private String line() {
        long from = at;
        while (unsigned() != '\n') {
            if (at - from > MOST_LINE) {
                throw refuse("its pickle has a line without an end");
            }
        }
        return new String(file.asSlice(from, at - 1 - from).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private long lineWhole() {
        return lineNumber('I') instanceof Whole(long number) ? number : -1;
    }

    private Value lineNumber(int opcode) {
        String text = line().strip();
        try {
            return switch (opcode) {
                case 'I' ->
                    text.equals("00") || text.equals("01")
                            ? new Bool(text.equals("01"))
                            : new Whole(Long.parseLong(text));
                case 'L' -> new Whole(Long.parseLong(text.replaceAll("L$", "")));
                default -> new Real(Double.parseDouble(text));
            };
        } catch (NumberFormatException none) {
            throw refuse("its pickle has no number where one is needed");
        }
    }

    private Text quoted(String text) {
        String stripped = text.strip();
        int last = stripped.length() - 1;
        boolean quoted =
                last >= 1 && "'\"".indexOf(stripped.charAt(0)) >= 0 && stripped.charAt(last) == stripped.charAt(0);
        if (!quoted) {
            throw refuse("its pickle has a text without quotes");
        }
        return new Text(plain(stripped.substring(1, last)));
    }

    private String plain(String text) {
        if (text.indexOf('\\') >= 0) {
            throw refuse("its pickle has a text of protocol 0 with escapes, which no published file has");
        }
        return text;
    }

    private String textOf(Value value) {
        return switch (value) {
            case Text(String text) -> text;
            case Bytes(MemorySegment bytes) -> latin1(bytes);
            case None _, Bool _, Whole _, Real _, Items _, Tuple _, Dictionary _, Name _, Made _ ->
                throw refuse("its pickle has no text where one is needed");
        };
    }

    private String latin1(MemorySegment bytes) {
        if (bytes.byteSize() > MOST_TEXT) {
            throw refuse("its pickle has a name of " + bytes.byteSize() + " bytes");
        }
        return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }

    private Source here() {
        return new Source(source, opcodeAt);
    }

    private Refusal refuse(String what) {
        return here().refuse(what);
    }
}
