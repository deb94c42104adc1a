using System.Reflection;
using System.Text.Json;

namespace AgentWire.Spec.Files;

/// <summary>The files of the specification, by their paths with forward slashes, in ordinal order.</summary>
internal sealed class SpecFiles
{
    private const string Manifest = "dialect.json";
    private const string ResourcePrefix = "spec/";

    private readonly SortedDictionary<string, Func<byte[]>> _files = new(StringComparer.Ordinal);

    private SpecFiles(string origin) => Origin = origin;

    /// <summary>Gets the name of the files in messages.</summary>
    public string Origin { get; }

    public IReadOnlyCollection<string> Names => _files.Keys;

    /// <summary>Gets the dialects, by the names of their folders.</summary>
    public IEnumerable<string> Dialects =>
        from name in _files.Keys
        let parts = name.Split('/')
        where parts is [_, Manifest]
        select parts[0];

    /// <summary>Returns the files that an assembly contains as resources.</summary>
    public static SpecFiles EmbeddedIn(Assembly assembly, string origin)
    {
        var files = new SpecFiles(origin);
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            // A build on Windows uses its own separators.
            string name = resource.Replace('\\', '/');
            if (name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            {
                files._files.Add(name[ResourcePrefix.Length..], () => ReadResource(assembly, resource));
            }
        }

        return files;
    }

    /// <summary>Returns the files in a folder.</summary>
    /// <exception cref="SpecFilesException">The folder contains no dialects, or cannot be listed.</exception>
    public static SpecFiles In(string folder)
    {
        var files = new SpecFiles(folder);
        try
        {
            foreach (string dialect in FileTree.Folders(folder))
            {
                string source = Path.Combine(folder, dialect);
                foreach (string name in File.Exists(Path.Combine(source, Manifest)) ? FileTree.AllFiles(source) : [])
                {
                    files._files.Add($"{dialect}/{name}", () => RegularFile.Read(Path.Combine(source, name)));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SpecFilesException($"cannot read '{folder}': {error.Message}", error);
        }

        return files._files.Count > 0
            ? files
            : throw new SpecFilesException($"'{folder}' contains no dialect, which is a folder with a {Manifest}");
    }

    /// <exception cref="SpecFilesException">The file cannot be read.</exception>
    public byte[] Read(string name)
    {
        try
        {
            return _files[name]();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SpecFilesException($"cannot read '{name}' of {Origin}: {error.Message}", error);
        }
    }

    /// <summary>Returns what a function reads from a JSON file.</summary>
    /// <exception cref="SpecFilesException">The file cannot be read, or does not have the expected content.</exception>
    public T Read<T>(string name, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(Read(name));
            return read(json.RootElement);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SpecFilesException(
                $"'{name}' of {Origin} is not as spec/README.md describes: {error.Message}",
                error
            );
        }
    }

    private static byte[] ReadResource(Assembly assembly, string resource)
    {
        using Stream file = assembly.GetManifestResourceStream(resource)!;
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
