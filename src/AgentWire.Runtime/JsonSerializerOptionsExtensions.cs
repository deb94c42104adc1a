using System.Text.Json;
using AgentWire.Runtime.Serializer;

namespace AgentWire;

/// <summary>Extends <see cref="JsonSerializerOptions"/>, so that JsonSerializer uses the canonical forms of the contracts.</summary>
public static class JsonSerializerOptionsExtensions
{
    /// <summary>
    /// Inserts the converters of the library's types before all other converters of the options. Without this call, a converter
    /// of the options takes precedence over the converter of the type. For example, JsonStringEnumConverter handles every enum,
    /// including closed sets.
    /// </summary>
    /// <remarks>You can call this method before or after you add other converters. Only a converter that is inserted at the front
    /// after the call takes precedence again. The types of an application are not affected.</remarks>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    /// <exception cref="InvalidOperationException">The options have been used and can no longer be changed.</exception>
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
