package org.mirrorx.inference.body;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mirrorx.inference.ort.CheckNetwork;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.forge.DensePoseSizes;
import org.mirrorx.models.golden.SharedData;
import org.mirrorx.models.store.InstallPack;
import org.mirrorx.models.store.InstallProgress;
import org.mirrorx.models.store.Licence;
import org.mirrorx.models.store.Pack;
import org.mirrorx.models.store.PackKind;
import org.mirrorx.models.store.PackNetworks;
import org.mirrorx.models.store.PackStore;

/** Packs of the recorded tiny networks, installed from a folder as a person would have downloaded it, and opened. */
final class TinyPacks implements AutoCloseable {
    private final PackStore store;
    private final Deque<Runnable> open = new ArrayDeque<>();

    /**
     * Installs.
     *
     * @param densePose the recorded run whose network of DensePose it is
     * @param sizes of that network
     */
    TinyPacks(Path folder, String densePose, DensePoseSizes sizes) throws IOException {
        Path download = Files.createDirectories(folder.resolve("download"));
        copy("openpose/tiny_network_zip_pth/openpose/ckpts/body_pose_model.pth", download.resolve("openpose/ckpts"));
        copy("human_parsing/tiny_networks/humanparsing/parsing_atr.onnx", download.resolve("humanparsing"));
        copy("human_parsing/tiny_networks/humanparsing/parsing_lip.onnx", download.resolve("humanparsing"));
        copy("densepose_network/" + densePose + "/model_final_162be9.pkl", download.resolve("densepose"));
        Files.writeString(download.resolve("densepose/sizes.json"), sizes.json());
        copy("fashn_parser/checkpoint/config.json", download.resolve("parser"));
        copy("fashn_parser/checkpoint/model.safetensors", download.resolve("parser"));
        store = new PackStore(folder.resolve("packs"));
        InstallPack.Wish wish = new InstallPack.Wish(
                Optional.empty(),
                InstallPack.Width.FP16,
                List.of(),
                List.of(Licence.Use.COMMERCIAL, Licence.Use.NON_COMMERCIAL));
        InstallPack.Installed installed =
                new InstallPack(store, new CheckNetwork(1)).install(download, wish, InstallProgress.SILENT);
        if (installed.packs().size() != 4) {
            throw new IllegalStateException("of four packs " + installed.packs().size() + " were installed");
        }
    }

    private static void copy(String recorded, Path into) throws IOException {
        Path file = SharedData.GOLDEN.resolve(recorded);
        Files.createDirectories(into);
        Files.copy(file, into.resolve(String.valueOf(file.getFileName())));
    }

    /** The readers the published programs have. */
    AddedReaders published() {
        OpenPose openPose = new OpenPose(network(PackKind.OPENPOSE, PackNetworks.OPENPOSE));
        HumanParsing parsing = new HumanParsing(
                network(PackKind.HUMAN_PARSING, PackNetworks.ATR), network(PackKind.HUMAN_PARSING, PackNetworks.LIP));
        DensePose densePose = densePose();
        return new AddedReaders(
                Optional.empty(),
                Optional.of(once(openPose, openPose::close)),
                Optional.of(once(parsing, parsing::close)),
                Optional.empty(),
                Optional.of(once(densePose, densePose::close)),
                sentence -> {});
    }

    /** DensePose alone. */
    AddedReaders partsAlone() {
        DensePose densePose = densePose();
        return new AddedReaders(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(once(densePose, densePose::close)),
                sentence -> {});
    }

    /** All of them. */
    AddedReaders all() {
        AddedReaders published = published();
        return new AddedReaders(
                Optional.empty(),
                published.openPose(),
                published.parsing(),
                parser().fashnParser(),
                published.densePose(),
                sentence -> {});
    }

    /** FASHN's parser alone. */
    AddedReaders parser() {
        ParseFashn parser = new ParseFashn(network(PackKind.FASHN_PARSER, PackNetworks.FASHN_PARSER));
        return new AddedReaders(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(once(parser, parser::close)),
                Optional.empty(),
                sentence -> {});
    }

    private DensePose densePose() {
        Pack pack = store.find(PackKind.DENSEPOSE).orElseThrow();
        return new DensePose(
                network(PackKind.DENSEPOSE, PackNetworks.DENSEPOSE_FEATURES),
                network(PackKind.DENSEPOSE, PackNetworks.DENSEPOSE_BOXES),
                network(PackKind.DENSEPOSE, PackNetworks.DENSEPOSE_CHARTS),
                DensePoseSizes.parse(pack.sizes(), "the pack"));
    }

    private Network network(PackKind kind, String name) {
        return OnnxRuntime.get().open(store.find(kind).orElseThrow().file(name).orElseThrow(), 1);
    }

    private <T> Supplier<T> once(T reader, Runnable close) {
        open.push(close);
        return () -> reader;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
