using System.Text;
using System.Text.Json;
using AgentWire.Spec.Files;

namespace AgentWire.Spec.Vectors;

/// <summary>Reads the test streams of a specification.</summary>
internal sealed class TestStreamReader(SpecFiles files)
{
    private const string Extension = ".json";

    /// <summary>Returns the streams of a dialect, which are a file each. Most dialects have none.</summary>
    /// <exception cref="SpecFilesException">A file does not have the expected content.</exception>
    public IEnumerable<TestStream> Read(string dialect)
    {
        string folder = $"{dialect}/streams/";
        return files
            .Names.Where(name =>
                name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal)
            )
            .Select(name => files.Read(name, file => StreamOf(dialect, name[folder.Length..^Extension.Length], file)));
    }

    private static TestStream StreamOf(string dialect, string name, JsonElement file)
    {
        JsonElement expected = file.GetProperty("expect");
        return new TestStream(
            dialect,
            name,
            file.GetProperty("description").GetString()!,
            file.GetProperty("fault").GetString()!,
            Encoding.UTF8.GetBytes(file.GetProperty("input").GetRawText()),
            Encoding.UTF8.GetBytes(expected.GetRawText()),
            expected.TryGetProperty("rule", out JsonElement rule) ? rule.GetString() : null
        );
    }
}
