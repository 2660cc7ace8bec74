using LearnDL.Data;

namespace LearnDL.Interop;

/// <summary>What a folder is among files: it has groups and datasets by name, and attributes.</summary>
sealed class Hdf5Group(Hdf5Bytes file, IReadOnlyDictionary<string, Hdf5Object> members,
    IReadOnlyDictionary<string, Hdf5Attribute> attributes) : Hdf5Object
{
    /// <summary>The groups and datasets in it.</summary>
    public IReadOnlyDictionary<string, Hdf5Object> Members => members;

    /// <summary>What errors call the file.</summary>
    public string File => file.File;

    /// <summary>A group or dataset by its path below this one, "dense/vars/0"; null where there is none.</summary>
    public Hdf5Object? Find(string path)
    {
        Hdf5Object? found = this;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            found = (found as Hdf5Group)?.Members.GetValueOrDefault(name);
        return found;
    }

    /// <summary>A group by its path; null where there is none.</summary>
    public Hdf5Group? Group(string path) => Find(path) as Hdf5Group;

    /// <summary>Whether there is an attribute of this name.</summary>
    public bool Has(string attribute) => attributes.ContainsKey(attribute);

    /// <summary>An attribute of one text; null where there is none.</summary>
    /// <exception cref="DamagedFileException">It holds something else.</exception>
    public string? Text(string attribute) =>
        attributes.TryGetValue(attribute, out var found) && found.Texts() is [var text] ? text : null;

    /// <summary>
    /// An attribute of several texts; null where there is none. One that is too long for a header is in several:
    /// "layer_names0", "layer_names1", ….
    /// </summary>
    /// <exception cref="DamagedFileException">It holds something else.</exception>
    public IReadOnlyList<string>? Texts(string attribute)
    {
        if (attributes.TryGetValue(attribute, out var whole))
            return whole.Texts();
        var texts = new List<string>();
        for (var i = 0; attributes.TryGetValue($"{attribute}{i}", out var part); i++)
            texts.AddRange(part.Texts());
        return Has($"{attribute}0") ? texts : null;
    }

    /// <summary>All datasets in it and in its groups, by their paths.</summary>
    public Dictionary<string, Hdf5Dataset> Datasets()
    {
        var (datasets, room) = (new Dictionary<string, Hdf5Dataset>(), (long)file.Length + Spare);
        Collect(this, "");
        return datasets;

        void Collect(Hdf5Group group, string path)
        {
            foreach (var (name, member) in group.Members)
            {
                if ((room -= path.Length + name.Length) < 0)
                    throw file.Damaged(-1, "names that are shorter than the file", "longer ones");
                if (member is Hdf5Group inner)
                    Collect(inner, $"{path}{name}/");
                else
                    datasets.Add(path + name, (Hdf5Dataset)member);
            }
        }
    }

    const int Spare = 1 << 20;
}
