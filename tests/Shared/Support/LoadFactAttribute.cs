namespace AgentWire.Shared;

/// <summary>A test with a gigabyte or more. Only <c>./build.sh Ci</c> runs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LoadFactAttribute : FactAttribute
{
    public LoadFactAttribute()
    {
        if (!Thoroughness.IsFull)
        {
            Skip = "Runs in ./build.sh Ci, or with AGENTWIRE_LOAD=1.";
        }
    }
}
