package org.mirrorx.kiosk;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the whole house, seen from the program that stands on all of it. */
@AnalyzeClasses(packages = "org.mirrorx", importOptions = ImportOption.DoNotIncludeTests.class)
final class KioskArchTest {

    @ArchTest
    static final ArchRule onlyTheStoreKnowsSql = noClasses()
            .that()
            .resideOutsideOfPackage("org.mirrorx.kiosk.store..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite.."));

    @ArchTest
    static final ArchRule nothingOpensAConnection = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net.http..", "javax.net..", "java.rmi..", "com.sun.net.."))
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.net")
                    .and(describe(
                            "other than URI and URL",
                            type -> !type.getName().matches("java\\.net\\.(URI|URL|URISyntaxException)"))))
            .orShould()
            .callMethodWhere(describe(
                    "opens a URL",
                    call -> call.getTargetOwner().getName().equals("java.net.URL")
                            && call.getTarget().getName().matches("openConnection|openStream|getContent")))
            .orShould()
            .dependOnClassesThat(describe(
                    "network channels",
                    type -> type.getName()
                            .matches("java\\.nio\\.channels\\.(.*Socket.*|DatagramChannel|NetworkChannel)")));

    @ArchTest
    static final ArchRule onlyScreensAndWhatFeedsThemKnowJavaFx = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.mirrorx.kiosk",
                    "org.mirrorx.kiosk.screens..",
                    "org.mirrorx.kiosk.live..",
                    "org.mirrorx.kiosk.mirror..",
                    "org.mirrorx.kiosk.staff..")
            .should()
            .dependOnClassesThat(resideInAPackage("javafx.."));

    @ArchTest
    static final ArchRule nothingDeserialisesObjects =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static final ArchRule lowerHousesDoNotKnowTheProgram = noClasses()
            .that()
            .resideInAnyPackage("org.mirrorx.inference..", "org.mirrorx.models..", "org.mirrorx.assets..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.mirrorx.kiosk..", "javafx.."));

    @ArchTest
    static final ArchRule modelsKnowNoEngine = noClasses()
            .that()
            .resideInAPackage("org.mirrorx.models..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.mirrorx.inference..", "ai.onnxruntime..", "org.opencv.."));

    @ArchTest
    static final ArchRule roomsOfTheProgramFormNoCircle = slices().matching("org.mirrorx.kiosk.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
}
