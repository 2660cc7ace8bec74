namespace LearnDL.Data;

/// <summary>
/// What to do with a cell that holds no value: empty, <c>?</c>, <c>NA</c>, <c>N/A</c>, <c>NaN</c> or <c>null</c>.
/// </summary>
public enum MissingValues
{
    /// <summary>Say where it is and stop. The default, because filling a gap is a decision about the data.</summary>
    Error,

    /// <summary>Leave out the whole row.</summary>
    Drop,

    /// <summary>
    /// Put the mean of the column's other values there. It is the mean over all rows of this table, which is right for
    /// a training file. A test file takes the means of the training file: <c>test.ToDataset("y", like: train)</c>, or
    /// <see cref="ColumnMeans"/>.
    /// </summary>
    Mean,
}
