using System.Diagnostics;
using System.Reflection;

namespace AgentWire.Streaming.Tests.Support;

/// <summary>A test of allocations. Without optimization, the compiler allocates the state of every asynchronous method.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OptimizedTheoryAttribute : TheoryAttribute
{
    public OptimizedTheoryAttribute()
    {
        if (typeof(WireFraming).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
        {
            Skip = "Runs in the Release configuration.";
        }
    }
}
