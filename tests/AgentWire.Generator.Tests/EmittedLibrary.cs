using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;

namespace AgentWire.Generator.Tests;

/// <summary>The library with the code of only one dialect, compiled and loaded.</summary>
internal sealed class EmittedLibrary
{
    private static readonly ConcurrentDictionary<(string Spec, string Dialect), Lazy<EmittedLibrary>> Libraries = new();

    private readonly Dictionary<string, object> _codecs;

    private EmittedLibrary(Assembly library)
    {
        object dialect = library
            .GetTypes()
            .Select(type => type.GetProperty("Dialect", BindingFlags.Public | BindingFlags.Static))
            .OfType<PropertyInfo>()
            .ShouldHaveSingleItem()
            .GetValue(null)!;
        Dialect = (WireDialect)dialect;
        _codecs = ((IEnumerable)Get(dialect, "Types"))
            .Cast<object>()
            .ToDictionary(codec => (string)Get(codec, "TypeName"));
        Events = [.. _codecs.Values.Prepend(dialect).Select(owner => EventsOf(Get(owner, "ServerSentEvents")))];
        Server = Dialect.Server?.TypeName ?? "";
        Client = dialect.GetType().GetProperty("Client")!.GetValue(dialect) is { } client
            ? (string)Get(client, "TypeName")
            : null;
    }

    public WireDialect Dialect { get; }

    /// <summary>Gets the server-sent events of the dialect, followed by those of each of its codecs.</summary>
    public IReadOnlyList<(
        string[] WithoutMessage,
        string? KeepAliveEvent,
        string? KeepAliveData,
        bool HasIds
    )> Events { get; }

    /// <summary>Gets the type that the server sends, or nothing if it has several roots.</summary>
    public string Server { get; }

    public string? Client { get; }

    /// <summary>Returns the library of a dialect. Those of the repository are compiled once for all tests.</summary>
    public static EmittedLibrary Of(string spec, string dialect) =>
        Path.GetFullPath(spec) is var folder && folder.StartsWith(Repository.Root, StringComparison.Ordinal)
            ? Libraries.GetOrAdd((folder, dialect), key => new(() => Compile(key.Spec, key.Dialect))).Value
            : Compile(spec, dialect);

    private static EmittedLibrary Compile(string spec, string dialect)
    {
        using TemporarySpec alone = new(spec, dialect);
        IReadOnlyList<OutputFile> generated = DialectGenerator.CSharp(alone.Folder);
        CompilationTests.ErrorsOf(generated).ShouldBeEmpty();
        using MemoryStream assembly = new();
        CompilationTests
            .Compile(generated)
            .Emit(assembly)
            .Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty();
        return new EmittedLibrary(Assembly.Load(assembly.ToArray()));
    }

    /// <summary>Returns the canonical form of a value, or the error with its pointer and offset.</summary>
    public string Read(string type, string json, WireOptions? options = null) =>
        Try(
            type,
            json,
            options,
            error => $"{error.ToString()!.Split(' ')[0]} {Get(error, "Pointer")} {Get(error, "ByteOffset")}"
        );

    /// <summary>Returns the canonical form of a value, or the message of the error.</summary>
    public string Refusal(string type, string json, WireOptions options) =>
        Try(type, json, options, error => (string)Get(error, "Message"));

    private string Try(string type, string json, WireOptions? options, Func<object, string> describe)
    {
        object codec = options is null
            ? _codecs[type]
            : _codecs[type].GetType().GetMethod("With", [typeof(WireOptions)])!.Invoke(_codecs[type], [options])!;
        MethodInfo read = codec.GetType().GetMethod("Read", [typeof(string)])!;
        try
        {
            object value = read.Invoke(codec, [json])!;
            ArrayBufferWriter<byte> output = new();
            codec.GetType().GetMethod("WriteObject")!.Invoke(codec, [output, value]);
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }
        catch (TargetInvocationException failure)
        {
            return describe(Get(failure.InnerException!, "Error"));
        }
    }

    /// <summary>Returns the canonical form of a value after one of its properties was set, or the code of the error.</summary>
    public string Rewrite(string type, string json, string property, object? set)
    {
        object value = ValueOf(type, json);
        value.GetType().GetProperty(property)!.SetValue(value, set);
        object codec = _codecs[type];
        ArrayBufferWriter<byte> output = new();
        try
        {
            codec.GetType().GetMethod("WriteObject")!.Invoke(codec, [output, value]);
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }
        catch (TargetInvocationException failure)
        {
            return Get(failure.InnerException!, "Error").ToString()!.Split(' ')[0];
        }
    }

    /// <summary>A value that a codec reads.</summary>
    public object ValueOf(string type, string json)
    {
        object codec = _codecs[type];
        return codec.GetType().GetMethod("Read", [typeof(string)])!.Invoke(codec, [json])!;
    }

    private static (string[] WithoutMessage, string? KeepAliveEvent, string? KeepAliveData, bool HasIds) EventsOf(
        object events
    )
    {
        Type type = events.GetType();
        return (
            [.. (IEnumerable<string>)Get(events, "EventsWithoutMessage")],
            (string?)type.GetProperty("KeepAliveEvent")!.GetValue(events),
            (string?)type.GetProperty("KeepAliveData")!.GetValue(events),
            (bool)Get(events, "HasIds")
        );
    }

    private static object Get(object from, string property) => from.GetType().GetProperty(property)!.GetValue(from)!;
}
