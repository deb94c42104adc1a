using System.Text.Json;
using AgentWire.Runtime.Serializer;

namespace AgentWire;

/// <summary>Makes options of JsonSerializer keep to the contracts.</summary>
public static class JsonSerializerOptionsExtensions
{
    /// <summary>
    /// Puts the converters of the library's types before all others of the options. Otherwise a converter of the options that
    /// takes such a type comes before the type's own: JsonStringEnumConverter takes every enum, closed sets included.
    /// </summary>
    /// <remarks>Call it after the options have got their other converters, or before: only what is inserted at the front later
    /// comes first again. Types of an application are not touched.</remarks>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    /// <exception cref="InvalidOperationException">The options were used already, and cannot be changed any more.</exception>
    public static JsonSerializerOptions AddAgentWire(this JsonSerializerOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        options.Converters.Insert(0, new ContractConverters());
        return options;
    }
}
