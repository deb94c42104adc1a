using AgentWire.Benchmarks.Measuring;
using BenchmarkDotNet.Attributes;

namespace AgentWire.Benchmarks;

/// <summary>The .NET sides in BenchmarkDotNet, with statistics, allocations and optional disassembly. One operation is a pass over all messages.</summary>
[MemoryDiagnoser]
public class TrafficBenchmarks
{
    private const int Megabyte = 1 << 20;

    private Action _read = () => { };
    private Action _write = () => { };

    /// <summary>Gets or sets the dialect of the messages.</summary>
    [Params("walrus", "cinch", "synaps", "smooth-operator", "systemprompt", "ag-ui")]
    public string Dialect { get; set; } = "";

    /// <summary>Gets or sets the side that reads and writes them.</summary>
    [Params(SideNames.AgentWire, SideNames.Polymorphic, SideNames.Element)]
    public string Side { get; set; } = "";

    /// <summary>Creates the messages.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Heat heat = DialectTraffic.All.Single(dialect => dialect.Name == Dialect).Prepare(Megabyte, serde: null);
        _read = heat.PassOf(Works.Read, Side);
        _write = heat.PassOf(Works.Write, Side);
    }

    /// <summary>Reads all messages.</summary>
    [Benchmark]
    public void Read() => _read();

    /// <summary>Writes all messages.</summary>
    [Benchmark]
    public void Write() => _write();
}
