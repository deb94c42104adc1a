using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Plan;

/// <summary>The names that the generator adds to those of the model. <see cref="CSharpNames"/> decides the names in the model.</summary>
internal static class AddedNames
{
    /// <summary>The variant of an open union that keeps values with an unknown tag.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The property for an external union that is beside a tag.</summary>
    public const string Event = "Event";

    /// <summary>The property for an adjacent union that is beside other members.</summary>
    public const string Payload = "Payload";

    /// <summary>The property for the content of a variant whose content is one value.</summary>
    public const string Value = "Value";

    /// <summary>The property for the tag on the base of a union.</summary>
    public const string Tag = "Tag";

    /// <summary>The property for the unknown members.</summary>
    public const string Extra = "Extra";

    /// <summary>The interface through which the base of a union reads what its variants have.</summary>
    public const string Shared = "IShared";
}
