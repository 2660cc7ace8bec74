return LearnDL.Lessons.LessonRunner.Main(new Lessons.Lstm.LstmLesson(), args);
