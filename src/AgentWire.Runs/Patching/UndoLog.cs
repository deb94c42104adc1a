using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentWire.Runs.Patching;

/// <summary>Changes a document, and can take the changes back.</summary>
internal sealed class UndoLog
{
    private readonly List<Change> _changes = [];

    private enum Did
    {
        AddMember,
        SetMember,
        RemoveMember,
        InsertItem,
        RemoveItem,
        SetRoot,
    }

    public void AddMember(JsonPart parent, string name, JsonPart value)
    {
        byte[] quoted = NameText(name);
        int place = parent.Members!.Add(name, quoted, value);
        parent.Attached(value, Overhead(parent, quoted.Length + 1));
        _changes.Add(new Change(Did.AddMember, parent, place, value));
    }

    public void SetMember(JsonPart parent, int place, JsonPart value)
    {
        JsonPart old = parent.Members!.ValueAt(place);
        parent.Detached(old, 0);
        parent.Members.Set(place, value);
        parent.Attached(value, 0);
        _changes.Add(new Change(Did.SetMember, parent, place, old));
    }

    public void RemoveMember(JsonPart parent, int place)
    {
        JsonPart old = parent.Members!.ValueAt(place);
        parent.Detached(old, Overhead(parent, parent.Members.NameLengthAt(place) + 1));
        parent.Members.Remove(place);
        _changes.Add(new Change(Did.RemoveMember, parent, place, old));
    }

    public void InsertItem(JsonPart parent, int index, JsonPart value)
    {
        parent.Items!.Insert(index, value);
        parent.Attached(value, Overhead(parent, 0));
        _changes.Add(new Change(Did.InsertItem, parent, index, value));
    }

    public void RemoveItem(JsonPart parent, int index)
    {
        JsonPart old = parent.Items![index];
        parent.Detached(old, Overhead(parent, 0));
        parent.Items.RemoveAt(index);
        _changes.Add(new Change(Did.RemoveItem, parent, index, old));
    }

    public void SetRoot(JsonPart old) => _changes.Add(new Change(Did.SetRoot, old, 0, old));

    /// <summary>Keeps the changes. Returns false if there are none.</summary>
    public bool Commit()
    {
        bool any = _changes.Count > 0;
        foreach (Change change in _changes)
        {
            change.Parent.Members?.Tidy();
        }

        _changes.Clear();
        return any;
    }

    /// <summary>Takes the changes back, the last one first. Returns the root that the document had.</summary>
    public JsonPart Undo(JsonPart root)
    {
        for (int i = _changes.Count - 1; i >= 0; i--)
        {
            Change change = _changes[i];
            JsonPart parent = change.Parent;
            switch (change.Did)
            {
                case Did.AddMember:
                    parent.Detached(change.Value, Overhead(parent, parent.Members!.NameLengthAt(change.Place) + 1));
                    parent.Members.RemoveAdded();
                    break;
                case Did.SetMember:
                    parent.Detached(parent.Members!.ValueAt(change.Place), 0);
                    parent.Members.Set(change.Place, change.Value);
                    parent.Attached(change.Value, 0);
                    break;
                case Did.RemoveMember:
                    parent.Members!.Restore(change.Place, change.Value);
                    parent.Attached(change.Value, Overhead(parent, parent.Members.NameLengthAt(change.Place) + 1));
                    break;
                case Did.InsertItem:
                    parent.Detached(change.Value, Overhead(parent, 0));
                    parent.Items!.RemoveAt(change.Place);
                    break;
                case Did.RemoveItem:
                    parent.Items!.Insert(change.Place, change.Value);
                    parent.Attached(change.Value, Overhead(parent, 0));
                    break;
                default:
                    root = change.Value;
                    break;
            }
        }

        _changes.Clear();
        return root;
    }

    /// <summary>Returns what an element adds to the length of the text, beside its value: what is given, and a comma if it is not alone.</summary>
    private static int Overhead(JsonPart parent, int own) => own + (parent.Count > 1 ? 1 : 0);

    private static byte[] NameText(string name)
    {
        byte[] text = JsonEncodedText
            .Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
            .EncodedUtf8Bytes.ToArray();
        byte[] quoted = new byte[text.Length + 2];
        quoted[0] = (byte)'"';
        text.CopyTo(quoted, 1);
        quoted[quoted.Length - 1] = (byte)'"';
        return quoted;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Change(Did Did, JsonPart Parent, int Place, JsonPart Value);
}
