using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentWire.Benchmarks.Measuring;

namespace AgentWire.Benchmarks.Report;

/// <summary>The results of a run, which are the content of docs/performance.json.</summary>
internal sealed record Results(
    string Date,
    string Extent,
    string Machine,
    IReadOnlyList<Row> Rows,
    IReadOnlyList<Mark> Marks,
    IReadOnlyList<Throughput> Throughput,
    IReadOnlyList<StartUpFigure> StartUps
)
{
    private const string FileName = "performance.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Results Of(
        string extent,
        IReadOnlyList<Heat> traffic,
        IReadOnlyList<Heat> others,
        IReadOnlyList<Mark> marks,
        IReadOnlyList<StartUpFigure> startUps
    ) =>
        new(
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            extent,
            ThisMachine(),
            [.. traffic.SelectMany(Row.Of)],
            marks,
            [.. traffic.Concat(others).SelectMany(Report.Throughput.Of)],
            startUps
        );

    public static Results Load(DirectoryInfo folder) =>
        JsonSerializer.Deserialize<Results>(File.ReadAllText(Path.Combine(folder.FullName, FileName)), Json)!;

    public void Save(DirectoryInfo folder) =>
        File.WriteAllText(Path.Combine(folder.FullName, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Describes the processor, the system, the runtime, and the load of the machine.</summary>
    private static string ThisMachine()
    {
        const string LoadAverage = "/proc/loadavg";
        string load = File.Exists(LoadAverage) ? $", load average {File.ReadAllText(LoadAverage).Split(' ')[0]}" : "";
        const string CpuInfo = "/proc/cpuinfo";
        string? model = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        string cpu = model is null ? RuntimeInformation.OSArchitecture.ToString() : model[(model.IndexOf(':') + 2)..];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cpu}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}{load}"
        );
    }
}
