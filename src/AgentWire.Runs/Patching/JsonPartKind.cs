namespace AgentWire.Runs.Patching;

internal enum JsonPartKind
{
    Object,
    List,
    String,
    Number,
    True,
    False,
    Null,
}
