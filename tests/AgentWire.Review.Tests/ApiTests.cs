using AgentWire.Review.Api;

namespace AgentWire.Review.Tests;

public class ApiTests
{
    private const string Surface = """
        namespace Sample.Inner { public interface IThing<out T> where T : class? { T? Get(); } }
        namespace Sample
        {
            using System;
            using System.Collections.Generic;
            using System.Text.Json.Serialization;

            [Obsolete("Use Other."), JsonConverter(typeof(JsonStringEnumConverter))]
            public enum Level : byte { Low, High = 4, internalLooking = 5 }

            public delegate string? Maker(int count, params string[] words);

            public abstract record Shape
            {
                private protected Shape() { }
                internal abstract int Place { get; }
                public sealed record Round : Shape { public required double Radius { get; init; } internal override int Place => 0; }
            }

            public readonly record struct Point(int X, int Y) : Inner.IThing<string> { public string? Get() => null; }

            public class Box<T> where T : notnull
            {
                public const string Name = "a\"b";
                protected readonly int? Size;
                public Box(T? value, List<string?>? names = null) { }
                protected internal virtual T this[int index] => throw null!;
                public event EventHandler? Changed { add { } remove { } }
                public ref readonly T Peek(in T value, out int read, ref int place) => throw null!;
                public static implicit operator Box<T>(T value) => throw null!;
                public static bool operator ==(Box<T> left, Box<T> right) => true;
                public static bool operator !=(Box<T> left, Box<T> right) => false;
                public bool TryGet([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text) => throw null!;
                internal void Hidden() { }
                private protected void AlsoHidden() { }
                public override string ToString() => "";
                public override bool Equals(object? other) => true;
                public override int GetHashCode() => 0;
                protected internal struct Inside { public string Text { get; private set; } }
            }

            public static class Extensions { public static int Twice(this int value, string text = "x", Level level = Level.High) => 2; }
            internal class Hidden { public class Too { } }
        }
        """;

    public static TheoryData<string> Packages() => new(Package.In(Solution.Root).Select(package => package.Name));

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_API_is_as_approved(string name)
    {
        Package package = Package.In(Solution.Root).Single(package => package.Name == name);
        string? complaint = package.Complaint(
            package.Targets.ToDictionary(target => target, target => package.List(Solution.Configuration, target))
        );
        (complaint is null).ShouldBeTrue(complaint);
    }

    [Fact]
    public void A_listing_has_what_another_assembly_sees() =>
        List(Surface)
            .ShouldBe(
                """
                namespace Sample
                {
                    public class Box<T>
                        where T :  notnull
                    {
                        public const string Name = "a\"b";
                        protected readonly int? Size;
                        public Box(T? value, System.Collections.Generic.List<string?>? names = null) { }
                        protected virtual T this[int index] { get; }
                        public event System.EventHandler? Changed;
                        public override bool Equals(object? other) { }
                        public override int GetHashCode() { }
                        public T& Peek(in T value, out int read, ref int place) { }
                        public override string ToString() { }
                        public bool TryGet([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text) { }
                        public static Sample.Box<T> op_Implicit(T value) { }
                        public static bool operator !=(Sample.Box<T> left, Sample.Box<T> right) { }
                        public static bool operator ==(Sample.Box<T> left, Sample.Box<T> right) { }
                        protected struct Inside
                        {
                            public string Text { get; }
                        }
                    }
                    public static class Extensions
                    {
                        public static int Twice(this int value, string text = "x", Sample.Level level = 4) { }
                    }
                    [System.Obsolete("Use Other.")]
                    [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
                    public enum Level : byte
                    {
                        Low = 0,
                        High = 4,
                        internalLooking = 5,
                    }
                    public delegate string? Maker(int count, params string[] words);
                    public readonly struct Point : Sample.Inner.IThing<string>, System.IEquatable<Sample.Point>
                    {
                        public Point(int X, int Y) { }
                        public int X { get; init; }
                        public int Y { get; init; }
                        public string? Get() { }
                    }
                    public abstract record Shape : System.IEquatable<Sample.Shape>
                    {
                        public sealed record Round : Sample.Shape, System.IEquatable<Sample.Shape.Round>
                        {
                            public Round() { }
                            public required double Radius { get; init; }
                        }
                    }
                }
                namespace Sample.Inner
                {
                    public interface IThing<out T>
                        where out T :  class?
                    {
                        T? Get();
                    }
                }

                """
            );

    [Fact]
    public void A_protected_override_is_listed_unless_its_type_is_sealed()
    {
        string listing = List(
            """
            using System;
            using System.Text;

            namespace Sample;

            public abstract record Shape
            {
                public sealed record Round : Shape
                {
                    [Obsolete("Of a sealed record.")]
                    protected override bool PrintMembers(StringBuilder round) => true;
                    public int After { get; init; }
                    public class Inner : Open { protected override void Inside() { } }
                }
                public record Square : Shape
                {
                    [Obsolete("Of an open record.")]
                    protected override bool PrintMembers(StringBuilder square) => true;
                }
            }
            public class Open { protected virtual void Inside() { } }
            public sealed class Closed<T> : Open where T : class { protected override void Inside() { } }
            """
        );
        listing.ShouldBe(
            """
            namespace Sample
            {
                public sealed class Closed<T> : Sample.Open
                    where T :  class
                {
                    public Closed() { }
                }
                public class Open
                {
                    public Open() { }
                    protected virtual void Inside() { }
                }
                public abstract record Shape : System.IEquatable<Sample.Shape>
                {
                    protected Shape() { }
                    public sealed record Round : Sample.Shape, System.IEquatable<Sample.Shape.Round>
                    {
                        public Round() { }
                        public int After { get; init; }
                        public class Inner : Sample.Open
                        {
                            public Inner() { }
                            protected override void Inside() { }
                        }
                    }
                    public record Square : Sample.Shape, System.IEquatable<Sample.Shape.Square>
                    {
                        public Square() { }
                        [System.Obsolete("Of an open record.")]
                        protected override bool PrintMembers(System.Text.StringBuilder square) { }
                    }
                }
            }

            """
        );
    }

    [Fact]
    public void Whatever_a_user_would_notice_is_told_apart()
    {
        (string Before, string After)[] edits =
        [
            ("public required double Radius", "public double Radius"),
            ("public override string ToString() => \"\";", ""),
            ("T? Get()", "T Get()"),
            ("List<string?>? names", "List<string>? names"),
            ("High = 4", "High = 3"),
            ("text = \"x\"", "text = \"y\""),
            ("a\\\"b", "c"),
            ("sealed record Round", "record Round"),
            ("readonly record struct", "record struct"),
            ("[Obsolete(\"Use Other.\"), ", "["),
            ("where T : notnull", "where T : class"),
            ("protected readonly int? Size", "protected int? Size"),
            ("in T value", "T value"),
            ("NotNullWhen(true)", "NotNullWhen(false)"),
            ("(int X, int Y)", "(int X, long Y)"),
            ("public event", "internal event"),
        ];
        string listing = List(Surface);
        foreach ((string before, string after) in edits)
        {
            string edited = Surface.Replace(before, after, StringComparison.Ordinal);
            edited.ShouldNotBe(Surface, before);
            List(edited).ShouldNotBe(listing, before);
        }
    }

    [Fact]
    public void Every_listing_is_of_a_package_and_one_of_its_targets() => Package.Strays(Solution.Root).ShouldBeEmpty();

    [Fact]
    public void A_removal_is_told_with_what_it_belongs_to_and_how_to_approve_it()
    {
        using TemporaryRepository repository = new();
        Package package = new(repository.Folder, "Sample", ["net10.0", "net8.0", "netstandard2.0"]);
        string listing = List(Surface);
        string removed = List(
            Surface.Replace("public required double Radius { get; init; }", "", StringComparison.Ordinal)
        );
        package.Complaint(Listings(listing, listing, listing))!.ShouldContain("public sealed record Round");
        foreach (string target in package.Targets)
        {
            package.Approve(target, listing);
        }

        package.Complaint(Listings(listing, listing, listing)).ShouldBeNull();
        package
            .Complaint(Listings(removed, listing, removed))
            .ShouldBe(
                """
                The public API of Sample differs from the approved listing in api/Sample.net10.0.txt, api/Sample.netstandard2.0.txt.
                Gone:
                namespace Sample
                    public abstract record Shape : System.IEquatable<Sample.Shape>
                        public sealed record Round : Sample.Shape, System.IEquatable<Sample.Shape.Round>
                            public required double Radius { get; init; }

                New:

                To fix it, if the change is intended: ./build.sh Approve, and describe it in CHANGELOG.md under API.
                """
            );
        package.Complaint(Listings(removed, listing + "\n", removed))!.ShouldContain("api/Sample.net8.0.txt");

        Dictionary<string, string> Listings(params string[] each) =>
            package.Targets.Zip(each).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    [Fact]
    public void An_attribute_counts_with_the_declaration_below_it()
    {
        const string Before =
            "namespace Sample\n{\n    [A]\n    public class B { }\n    [A]\n    public class C\n    {\n        public int D;\n    }\n}\n";
        ApiDiff
            .Compare(Before, Before.Replace("[A]\n    public class C", "public class C", StringComparison.Ordinal))
            .ShouldBe(
                (
                    "namespace Sample\n    [A]\n    public class C\n        public int D;\n",
                    "namespace Sample\n    public class C\n        public int D;\n"
                )
            );
    }

    [Fact]
    public void Approving_writes_a_listing_for_each_target_and_deletes_those_of_none()
    {
        using TemporaryRepository repository = new();
        repository.AddPackage("Sample", "namespace Sample { public class A; }", "net10.0", "net8.0");
        repository.AddPackage("Sample.More", "namespace Sample.More { public class B; }");
        File.WriteAllText(Path.Combine(repository.Folder, "api", "Sample.net9.0.txt"), "");
        File.WriteAllText(Path.Combine(repository.Folder, "api", "Gone.net10.0.txt"), "");
        repository.Build("Sample", "namespace Sample { public class A; public class C; }", "net8.0");

        repository
            .Run("approve")
            .ShouldBe(
                (
                    0,
                    """
                    api/Sample.More.net10.0.txt has not changed
                    api/Sample.net10.0.txt has not changed
                    api/Sample.net8.0.txt has changed
                    api/Gone.net10.0.txt was deleted, because there is no such package or target
                    api/Sample.net9.0.txt was deleted, because there is no such package or target

                    """,
                    ""
                )
            );
        File.ReadAllText(Path.Combine(repository.Folder, "api", "Sample.net8.0.txt")).ShouldContain("class C");
        Package.Strays(repository.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_listing_of_what_is_not_built_is_refused()
    {
        using TemporaryRepository repository = new();
        repository.AddPackage("Sample", "namespace Sample { public class A; }");
        Directory.Delete(Path.Combine(repository.Folder, "src", "Sample", "bin"), recursive: true);
        (int exitCode, _, string errors) = repository.Run("approve");
        exitCode.ShouldBe(2);
        errors.ShouldEndWith("Sample.dll is not built\n");
    }

    private static string List(string source)
    {
        string folder = Directory.CreateTempSubdirectory("agentwire-api-").FullName;
        try
        {
            string assembly = Path.Combine(folder, "Sample.dll");
            SampleAssembly.Compile(source, assembly);
            return ApiListing.Of(assembly);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
