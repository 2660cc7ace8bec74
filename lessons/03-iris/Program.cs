return LearnDL.Lessons.LessonRunner.Main(new Lessons.Iris.IrisLesson(), args);
