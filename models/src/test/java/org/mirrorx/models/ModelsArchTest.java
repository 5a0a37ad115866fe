package org.mirrorx.models;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the readers of other people's files may never do. */
@AnalyzeClasses(packages = "org.mirrorx.models", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModelsArchTest {
    @ArchTest
    static final ArchRule modelsKnowsNoRuntime = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("ai.onnxruntime..", "org.opencv..", "org.mirrorx.inference.."));

    @ArchTest
    static final ArchRule nothingReachesANetwork = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "java.rmi..", "com.sun.net.."))
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.nio.channels")
                    .and(describe(
                            "network channels",
                            type -> type.getSimpleName().matches(".*Socket.*|DatagramChannel|NetworkChannel"))));

    @ArchTest
    static final ArchRule noFileDecidesWhatIsLoaded = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat(
                    resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..", "java.beans..")
                            .and(
                                    describe(
                                            "other than what javac puts under records, lambdas and switches",
                                            type -> !type.getName()
                                                    .matches(
                                                            "java\\.lang\\.invoke\\.(MethodHandles(\\$Lookup)?|MethodHandle"
                                                                    + "|MethodType|CallSite|LambdaMetafactory|StringConcatFactory|TypeDescriptor|VarHandle)"))))
            .orShould()
            .callMethodWhere(describe(
                    "loads a class by name",
                    call -> call.getTarget().getName().matches("forName|loadClass|defineClass|newInstance")));

    @ArchTest
    static final ArchRule theReadersKnowNoNetwork = noClasses()
            .that()
            .resideInAPackage("..checkpoint..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("..onnx..", "..forge..", "..bodylite..", "..store.."));

    @ArchTest
    static final ArchRule theWriterKnowsNoCheckpoint = noClasses()
            .that()
            .resideInAPackage("org.mirrorx.models.onnx..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("..checkpoint..", "..forge..", "..bodylite..", "..store.."));
}
