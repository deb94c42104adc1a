namespace AgentWire.Tool.Tests;

/// <summary>A test of a gigabyte and more, which only <c>./build.sh Ci</c> runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LoadFactAttribute : FactAttribute
{
    public LoadFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("AGENTWIRE_LOAD") != "1")
        {
            Skip = "Runs in ./build.sh Ci, or with AGENTWIRE_LOAD=1.";
        }
    }
}
