namespace LearnDL.Interop;

/// <summary>A group or a dataset.</summary>
abstract class Hdf5Object
{
}
