namespace AgentWire.Tool.Tests;

/// <summary>A test with a gigabyte or more. Only <c>./build.sh Ci</c> runs it.</summary>
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
