namespace AgentWire.Packages.Tests;

/// <summary>Checks that packing fails if users would miss something.</summary>
public class ValidationTests
{
    [PackagesFact]
    public void A_member_that_the_last_release_has_must_be_there()
    {
        using SmallPackage package = new()
        {
            Members = "public static int Kept() => 1; public static int Gone() => 2;",
        };
        package.SetVersion("0.0.1", released: "");
        Passes(package.Pack());

        package.SetVersion("0.0.2", released: "0.0.1");
        package.Members = "public static int Kept() => 1; public static int More() => 3;";
        Fails(package.Pack(), "error CP0002: Member 'int AgentWire.Small.Small.Gone()' exists on [Baseline]");

        package.Members =
            "public static int Kept() => 1; public static int Gone() => 2; public static int More() => 3;";
        Passes(package.Pack());
    }

    [PackagesFact]
    public void A_member_of_one_target_must_be_in_those_that_can_take_its_place()
    {
        using SmallPackage package = new()
        {
            Members = """

                #if NETSTANDARD
                    public static int Gone() => 2;
                #endif

                """,
        };
        package.SetVersion("0.0.1", released: "");
        Fails(package.Pack(), "error CP0002: Member 'int AgentWire.Small.Small.Gone()' exists on lib/netstandard2.0");
    }

    private static void Passes((int ExitCode, string Output) pack) => pack.ExitCode.ShouldBe(0, pack.Output);

    private static void Fails((int ExitCode, string Output) pack, string because)
    {
        pack.ExitCode.ShouldNotBe(0);
        pack.Output.ShouldContain(because);
    }
}
