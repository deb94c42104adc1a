using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Benchmarks.Mirrors.Walrus;
using AgentWire.Walrus;

namespace AgentWire.Benchmarks.Measuring;

/// <summary>Measures the first read in a new process.</summary>
internal static class StartUp
{
    public const string Command = "start-up";

    public static readonly string[] Sides =
    [
        "AgentWire",
        "System.Text.Json, source-generated",
        "System.Text.Json, reflection",
    ];

    private static ReadOnlySpan<byte> Message => """{"type":"stream","Chunk":{"content":"Hello"}}"""u8;

    /// <summary>Runs in the new process: reads once, and prints the number of ticks that this took.</summary>
    public static void ReadOnce(int side)
    {
        long start = Stopwatch.GetTimestamp();
        switch (side)
        {
            case 0:
                WalrusWire.Server.Read(Message);
                break;
            case 1:
                JsonSerializer.Deserialize(Message, WalrusContext.Default.ServerMessage);
                break;
            default:
                JsonSerializerOptions options = new()
                {
                    PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                    TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
                };
                JsonSerializer.Deserialize<Mirrors.Walrus.ServerMessage>(Message, options);
                break;
        }

        Console.WriteLine(Stopwatch.GetElapsedTime(start).Ticks.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Starts processes for all sides alternately, and returns the medians.</summary>
    public static IReadOnlyList<StartUpFigure> Measure(int rounds)
    {
        List<(TimeSpan FirstRead, TimeSpan Process)>[] times = [.. Sides.Select(_ => new List<(TimeSpan, TimeSpan)>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int side = 0; side < Sides.Length; side++)
            {
                times[side].Add(Start(side));
            }
        }

        return
        [
            .. Sides.Select(
                (side, i) =>
                    new StartUpFigure(
                        side,
                        Median(times[i].Select(time => time.FirstRead)),
                        Median(times[i].Select(time => time.Process))
                    )
            ),
        ];
    }

    private static (TimeSpan FirstRead, TimeSpan Process) Start(int side)
    {
        long start = Stopwatch.GetTimestamp();
        ProcessStartInfo info = new(
            "dotnet",
            [typeof(StartUp).Assembly.Location, Command, side.ToString(CultureInfo.InvariantCulture)]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(info)!;
        long ticks = long.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        process.WaitForExit();
        return (TimeSpan.FromTicks(ticks), Stopwatch.GetElapsedTime(start));
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return sorted[sorted.Length / 2];
    }
}

/// <summary>The time that a side needs for its first read, and for the whole process.</summary>
internal sealed record StartUpFigure(string Side, TimeSpan FirstRead, TimeSpan Process);
