using AgentWire.Review.Api;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
        string? complaint = package.Complaint(package.List(Solution.Configuration));
        (complaint is null).ShouldBeTrue(complaint);
    }

    [Fact]
    public void A_listing_has_what_another_assembly_sees() =>
        List(Surface)
            .ShouldBe(
                """
                namespace Sample
                    public class Box<T> where T : notnull
                        public const string Name = "a\"b"
                        protected readonly int? Size
                        public Box(T? value, List<string?>? names = null)
                        protected internal virtual T this[int index] { get; }
                        public event EventHandler? Changed
                        public override bool Equals(object? other)
                        public override int GetHashCode()
                        public ref readonly T Peek(in T value, out int read, ref int place)
                        public override string ToString()
                        [text: NotNullWhen(true)] public bool TryGet(out string? text)
                        public static bool operator ==(Box<T> left, Box<T> right)
                        public static implicit operator Box<T>(T value)
                        public static bool operator !=(Box<T> left, Box<T> right)
                        protected internal struct Inside
                            public string Text { readonly get; private set; }
                    public static class Extensions
                        public static int Twice(this int value, string text = "x", Level level = High)
                    [JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))] [Obsolete("Use Other.")] public enum Level : byte
                        Low = 0
                        High = 4
                        internalLooking = 5
                    public delegate string? Maker(int count, params string[] words)
                    public readonly record struct Point : IThing<string>
                        public Point(int X, int Y)
                        public int X { get; init; }
                        public int Y { get; init; }
                        public string? Get()
                    public abstract record Shape
                        public sealed record Round : Shape
                            public Round()
                            public required double Radius { get; init; }
                namespace Sample.Inner
                    public interface IThing<out T> where T : class?
                        T? Get()

                """
            );

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
    public void A_removal_is_told_with_what_it_belongs_to_and_how_to_approve_it()
    {
        using TemporaryRepository repository = new();
        Package package = new(repository.Folder, "Sample", ["net10.0"]);
        string listing = List(Surface);
        package.Complaint(listing)!.ShouldContain("namespace Sample");
        package.Approve(listing);
        package.Complaint(listing).ShouldBeNull();

        string removed = List(
            Surface.Replace("public required double Radius { get; init; }", "", StringComparison.Ordinal)
        );
        package
            .Complaint(removed)
            .ShouldBe(
                """
                The public API of Sample is not as approved in api/Sample.txt.
                Gone:
                namespace Sample
                    public abstract record Shape
                        public sealed record Round : Shape
                            public required double Radius { get; init; }

                New:

                If this is meant: ./build.sh Approve, and tell it in CHANGELOG.md under API.
                """
            );
    }

    private static string List(string source)
    {
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string folder = Directory.CreateTempSubdirectory("agentwire-api-").FullName;
        try
        {
            string assembly = Path.Combine(folder, "Sample.dll");
            CSharpCompilation
                .Create(
                    "Sample",
                    [CSharpSyntaxTree.ParseText(source)],
                    references.Select(file => MetadataReference.CreateFromFile(file)),
                    new CSharpCompilationOptions(
                        OutputKind.DynamicallyLinkedLibrary,
                        nullableContextOptions: NullableContextOptions.Enable
                    )
                )
                .Emit(assembly)
                .Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error)
                .ShouldBeEmpty();
            return ApiListing.Of(assembly, [Path.GetDirectoryName(typeof(object).Assembly.Location)!]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
